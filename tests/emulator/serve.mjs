// Serves @emulators/google on 127.0.0.1 and prints the port. Arguments: the node_modules folder, the owner's address.
import http from "node:http";
import { pathToFileURL } from "node:url";

const [folder, address] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(`${folder}/@emulators/${name}/dist/index.js`).href);
const { createServer } = await load("core");
const { googlePlugin, seedFromConfig } = await load("google");

const base = "http://127.0.0.1";
const tokens = { "token-0": { login: address, id: 1, scopes: [] } };
const { app, store } = createServer(googlePlugin, { baseUrl: base, tokens });
seedFromConfig(store, base, { users: [{ email: address, name: "Sam Okafor" }], messages: [] });

http
  .createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const body = ["GET", "HEAD"].includes(request.method) ? undefined : Buffer.concat(parts);
    const asked = new Request(`${base}${request.url}`, { method: request.method, headers: request.headers, body });
    const answer = await app.fetch(asked);
    const bytes = Buffer.from(await answer.arrayBuffer());
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "text/plain" });
    response.end(bytes);
  })
  .listen(0, "127.0.0.1", function () {
    console.log(this.address().port);
  });
