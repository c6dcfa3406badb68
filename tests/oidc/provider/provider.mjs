// A provider of OpenID Connect for the tests: npm's own, with one client, which must use PKCE, and people who sign in
// by being named. What it is told as its first argument is JSON: the client's redirect addresses, and the people.
import http from "node:http";
import { generateKeyPairSync } from "node:crypto";
import Provider from "oidc-provider";

const told = JSON.parse(process.argv[2]);
const people = told.people;
const key = (type, options, alg) =>
  ({ ...generateKeyPairSync(type, options).privateKey.export({ format: "jwk" }), use: "sig", alg, kid: alg });
let handle;
const server = http.createServer((asked, answer) => handle(asked, answer));
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: told.clients,
    jwks: {
      keys: [
        key("rsa", { modulusLength: 2048 }, "RS256"),
        key("ec", { namedCurve: "P-256" }, "ES256"),
        key("ed25519", {}, "EdDSA"),
      ],
    },
    enabledJWA: { idTokenSigningAlgValues: ["RS256", "ES256", "EdDSA", "PS256"] },
    pkce: { methods: ["S256"], required: () => true },
    conformIdTokenClaims: told.userinfo_only,
    claims: {
      openid: ["sub"], email: ["email", "email_verified"], profile: ["name"], groups: ["groups"],
    },
    scopes: ["openid", "email", "profile", "groups"],
    cookies: { keys: ["of no worth"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...people[sub] }) }),
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId,
      });
      grant.addOIDCScope("openid email profile groups");
      await grant.save();
      return grant;
    },
  });
  provider.proxy = false;
  const rest = provider.callback();
  let next = Object.keys(people)[0];
  handle = async (asked, answer) => {
    // The test says who signs in next; whoever it is consents.
    if (asked.url.startsWith("/next/")) {
      next = asked.url.slice("/next/".length);
      return answer.writeHead(204).end();
    }
    if (!asked.url.startsWith("/interaction/")) return rest(asked, answer);
    return provider.interactionFinished(asked, answer, { login: { accountId: next } }, { mergeWithLastSubmission: false });
  };
  console.log(issuer);
});
