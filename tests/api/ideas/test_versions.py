"""Every version of an idea's text stays readable."""

from tests.client import Client
from tests.make import Make


def test_every_version_is_kept_as_it_was(ben: Client, ada: Client, make: Make) -> None:
    path = make.path("idea", make.idea("First", "*One*", effort="small"))
    value = make.path("value", make.value())[8:]
    ben.patch(path, title="Second", values=[{"value": value, "how": "So."}])
    ben.patch(path, body="Three", effort=None, learning="Much")
    rows = ada.get(path + "/versions").json["data"]
    said = [(row["number"], row["title"], row["body"], row["effort"], row["learning"]) for row in rows]
    assert said == [
        (3, "Second", "Three", None, "Much"),
        (2, "Second", "*One*", "small", None),
        (1, "First", "*One*", "small", None),
    ]
    assert rows[2]["body_html"] == "<p><em>One</em></p>\n"
    assert (rows[2]["values"], rows[1]["values"]) == ([], [{"value": value, "how": "So."}])
    for row in rows:
        assert ada.get(f"{path}/versions/{row['number']}").json == row


def test_a_version_that_is_not_there_is_a_404(ada: Client, make: Make) -> None:
    path = make.path("idea", make.idea())
    assert ada.get(f"{path}/versions/1").status_code == 200
    for number in ("2", "0", "01", "-1", "999999999", "9999999999", "x"):
        assert ada.get(f"{path}/versions/{number}").status_code == 404
