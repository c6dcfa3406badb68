/* Changing one thing of a list: lists carry no tags, so its tag is asked for first. */

import { ask } from "../api.js";

/** Somebody changed it since it was shown. */
class Stale extends Error {
  constructor() {
    super("stale");
    this.code = "stale";
    this.status = 412;
    this.said = {};
    this.errors = [];
  }
}

/**
 * Change a thing that was shown in this version, and in no other.
 * @param {string} path @param {number} version as it was shown @param {Record<string, any>} body
 * @throws {Stale} when it is another one by now
 */
export async function amend(path, version, body) {
  const now = await ask("GET", path);
  if (now.data.version !== version) throw new Stale();
  return ask("PATCH", path, { body, etag: now.etag });
}
