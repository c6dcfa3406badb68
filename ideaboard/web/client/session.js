/* Who is here. */

import { signal } from "@preact/signals";
import { ask, unauthenticated } from "./api.js";
import { forgetAll } from "./store.js";

/** Kept by who begins to link an identity: what the provider sends back then signs nobody in. */
export const LINKING = "ideaboard.linking";

/**
 * Undefined until it is known; `account` is null when nobody is signed in.
 * @type {import("@preact/signals").Signal<{ account: { id: string, name: string } | null, ways: string[],
 *   provider: string | null, mail: boolean, kinder_words: boolean } | undefined>}
 */
export const session = signal(undefined);

/** Ask who is here. */
export async function whoIsHere() {
  const before = session.peek()?.account?.id;
  const { data } = await ask("GET", "/session");
  if (before && before !== data.account?.id) forgetAll();
  session.value = data;
  return data;
}

/** How somebody wants to see the pages, which is nothing about them. */
const KEPT = ["ideaboard.language", "ideaboard.theme", "ideaboard.keys"];

/**
 * Sign out; where the provider wants to be told, the browser goes there. The answer has the browser forget all that
 * it keeps of us, drafts too, but for how the pages look.
 */
export async function signOut() {
  const kept = KEPT.map((name) => [name, localStorage.getItem(name)]);
  const { data } = await ask("DELETE", "/session");
  localStorage.clear();
  for (const [name, value] of kept) if (name && value) localStorage.setItem(name, value);
  forgetAll();
  location.assign(data?.sign_out_url ?? "/sign-in");
}

unauthenticated.current = () => {
  const now = session.peek();
  if (now) session.value = { ...now, account: null };
  else whoIsHere().catch(() => {});
};
