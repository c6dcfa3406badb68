/* Moments in a form: the browser's own field is in the reader's time, the API's are in UTC. */

/** What a `datetime-local` field shows of a moment. @param {string | null | undefined} iso */
export function toField(iso) {
  if (!iso) return "";
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The moment that a `datetime-local` field means, or null. @param {string} said */
export const ofField = (said) => (said ? new Date(said).toISOString() : null);

/** A moment that lies some days ahead, at a full hour. @param {number} days */
export function ahead(days) {
  const at = new Date();
  at.setDate(at.getDate() + days);
  at.setMinutes(0, 0, 0);
  return at.toISOString();
}
