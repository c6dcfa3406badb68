/* Getting in: by password, by a link, by an invitation, at a provider, or as the first one. A link's secret stands behind the
   `#`, which no server and no log ever sees; it is spent by pressing, so that whoever only opens a link spends nothing. */

const find = (name) => document.querySelector(`[data-${name}]`);
const secret = location.hash.slice(1);
const back = new URLSearchParams(location.search);
const here = location.pathname.replace(/\/$/, "");
history.replaceState(null, "", here);
// Another link that is opened in this tab changes only what stands behind the `#`.
addEventListener("hashchange", () => location.reload());

const ways = {
  password: { title: "Sign in", fields: ["email", "password"], press: "Sign in", to: "/session", more: true },
  link: { title: "Sign in", lead: "Your link is ready. It opens once.", fields: [], press: "Sign in", to: "/session/by-link" },
  ask: {
    title: "Choose a new password", lead: "A link is sent to you, with which you choose one.", fields: ["email"],
    press: "Send me the link", to: "/session/reset", sent: true,
  },
  reset: {
    title: "Choose a new password", lead: "You are signed out everywhere else then.", fields: ["password", "hint"],
    press: "Choose it", to: "/session/by-reset",
  },
  first: {
    title: "Nobody is here yet", lead: "Become the first admin of this board.",
    fields: ["name", "email", "password", "hint"], press: "Begin", to: "/session/first",
  },
  mailed: { title: "Come to the board", fields: ["name"], press: "Come in", to: "/session/by-invitation" },
  invited: {
    title: "Come to the board", fields: ["name", "email"], press: "Send me the link", to: "/session/invitation", sent: true,
  },
  joining: { title: "Come to the board", fields: [], press: "Come in", to: "/me/invitations" },
  confirmed: {
    title: "Come to the board", lead: "Your link is ready. It opens once.", fields: [], press: "Come in",
    to: "/session/by-invitation",
  },
};

async function ask(method, path, said) {
  const answer = await fetch(`/api/v1${path}`, {
    method,
    headers: said === undefined ? {} : { "Content-Type": "application/json" },
    body: said === undefined ? undefined : JSON.stringify(said),
  });
  const body = answer.status === 204 ? null : await answer.json();
  if (answer.ok) return body;
  throw new Error(body.errors?.length ? body.errors.map((one) => one.detail).join(" ") : `${body.title}. ${body.detail}`);
}

function wrong(text) {
  find("wrong").textContent = text;
  find("wrong").hidden = text === "";
}

function say(title, lead) {
  find("title").textContent = title;
  find("lead").textContent = lead;
  document.title = `${title} · ideaboard`;
}

function inside(name) {
  find("form").hidden = true;
  find("in").hidden = false;
  say(`You are signed in, ${name}`, "The board’s pages are on their way; the API is here.");
}

function offer(provider) {
  find("elsewhere").hidden = false;
  find("provider").textContent = `Sign in with ${provider}`;
  find("provider").addEventListener("click", async () => {
    wrong("");
    find("provider").disabled = true;
    try {
      location.assign((await ask("POST", "/session/oidc")).url);
    } catch (error) {
      wrong(error.message);
      find("provider").disabled = false;
    }
  });
}

/* Back from the provider: what it sent along is in the query, which the address has lost by now. */
async function returned(now) {
  say("Signing you in", "");
  try {
    if (!back.has("code")) throw new Error(back.get("error") === "access_denied" ? "It was called off." : "It did not work.");
    const said = { code: back.get("code"), state: back.get("state") };
    if (back.has("iss")) said.iss = back.get("iss");
    await ask("POST", "/session/by-oidc", said);
    return inside((await ask("GET", "/session")).account.name);
  } catch (error) {
    say("You are not signed in", "");
    wrong(error.message);
    if (now.provider) offer(now.provider);
  }
}

async function pressed(way, data) {
  const said = Object.fromEntries(way.fields.filter((name) => name !== "hint").map((name) => [name, data.get(name)]));
  if (secret) said.secret = secret;
  if (way === ways.mailed && !said.name) delete said.name;
  await ask("POST", way.to, said);
  if (way.sent) {
    find("form").hidden = true;
    say("Look into your mail", "If the address is known here, a link is on its way. It opens once, and not for long.");
    return;
  }
  inside((await ask("GET", "/session")).account.name);
}

function show(way, lead) {
  say(way.title, lead ?? way.lead ?? "");
  find("form").hidden = false;
  find("press").textContent = way.press;
  for (const name of way.fields) document.querySelector(`[data-field="${name}"]`).hidden = false;
  for (const input of document.querySelectorAll("input")) input.required = way.fields.includes(input.name);
  if (way.fields.includes("hint")) document.querySelector("[name=password]").autocomplete = "new-password";
  if (way === ways.mailed) document.querySelector("[name=name]").required = false;
  find("link").hidden = find("forgot").hidden = !way.more;
  find("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    wrong("");
    find("press").disabled = true;
    try {
      await pressed(way, new FormData(find("form")));
    } catch (error) {
      wrong(error.message);
    }
    find("press").disabled = false;
  });
  document.querySelector("label:not([hidden]) input")?.focus();
}

find("link").addEventListener("click", async () => {
  const email = document.querySelector("[name=email]");
  if (!email.reportValidity()) return;
  try {
    await ask("POST", "/session/link", { email: email.value });
    find("form").hidden = true;
    say("Look into your mail", "If the address is known here, a link is on its way. It opens once, within 15 minutes.");
  } catch (error) {
    wrong(error.message);
  }
});

find("out").addEventListener("click", async () => {
  await ask("DELETE", "/session");
  location.assign("/sign-in");
});

async function join(now) {
  if (secret.startsWith("il_")) return show(ways.confirmed);
  const to = await ask("POST", "/invitations", { secret });
  const lead = `You are invited to “${to.board}”, as a ${to.role}.`;
  if (now.account) return show(ways.joining, `${lead} You come as ${now.account.name}.`);
  return show(to.by_mail ? ways.mailed : ways.invited, lead);
}

async function begin() {
  const now = await ask("GET", "/session");
  if (here === "/join" && secret) return join(now);
  if (here === "/first" && secret) return show(ways.first);
  if (here === "/signed-in") return returned(now);
  if (here === "/reset") return show(secret ? ways.reset : ways.ask);
  if (secret) return show(ways.link);
  if (now.account) return inside(now.account.name);
  if (now.provider) offer(now.provider);
  if (now.ways.includes("password")) return show(ways.password);
  return say("Sign in", "");
}

begin().catch((error) => {
  say("This opens nothing", "");
  wrong(error.message);
});
