// Requests to the program, and the events that it sends.

const EVENTS = ["book", "section", "form", "problems", "build"];

// The program refused a request: `status` and `body` are those of its answer.
export class Refused extends Error {
  constructor(status, body) {
    super(body.error || (body.problems || []).join("\n") || String(status));
    this.status = status;
    this.body = body;
  }
}

// Sends a GET request, or a POST request if there is data; returns the JSON of the answer.
// `leaving` lets the request outlive the page. Throws Refused, or TypeError if there is no connection.
export async function request(path, data, leaving = false) {
  const options = data === undefined ? {} : { method: "POST", body: JSON.stringify(data), keepalive: leaving };
  const response = await fetch(path, options);
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, body);
  return body;
}

const LARGEST = 50_000_000; // bytes of a picture, as the program allows
const PART = 250_000; // bytes of a request

// Sends a file as a picture, in parts; onProgress(share) is called after each. Returns how it is stored. Errors: see request.
export async function upload(file, onProgress) {
  if (file.size > LARGEST) throw new Refused(409, { picture: "large" });
  const id = await sendParts(file, "picture", onProgress);
  return request(`picture/${id}/keep`, { name: file.name });
}

// Sends a file to an address in parts, also an empty one; returns the name that it has there. Errors: see request.
export async function sendParts(file, address, onProgress) {
  const id = crypto.randomUUID();
  let start = 0;
  do {
    const response = await fetch(`${address}/${id}`, { method: "POST", body: file.slice(start, start + PART) });
    if (!response.ok) throw new Refused(response.status, await response.json().catch(() => ({})));
    start += PART;
    onProgress(Math.min(1, start / Math.max(file.size, 1)));
  } while (start < file.size);
  return id;
}

// Calls handlers[event](data) for each event, and handlers.connected() and handlers.disconnected().
export function subscribe(handlers) {
  const source = new EventSource("events");
  for (const name of EVENTS) {
    source.addEventListener(name, (event) => handlers[name](JSON.parse(event.data)));
  }
  source.addEventListener("open", () => handlers.connected());
  source.addEventListener("error", () => handlers.disconnected());
}
