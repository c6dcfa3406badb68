/* Days where a board is: a day of a decision or a promise is one of the board's own time zone. */

/** Today, as YYYY-MM-DD. @param {string} zone an IANA time zone */
export function today(zone) {
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(new Date());
  const of = (/** @type {string} */ type) => parts.find((part) => part.type === type)?.value;
  return `${of("year")}-${of("month")}-${of("day")}`;
}

/** A day some days after another, or before it. @param {string} day @param {number} days */
export function later(day, days) {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
