// What the page asks of the program, and what it hears from it.

export class Refused extends Error {
  constructor(code, told) {
    super(told.error || (told.problems || []).join("\n") || String(code));
    this.code = code;
    this.told = told;
  }
}

// The answer to a request, as JSON; throws Refused, or TypeError where there is no connection.
export async function ask(path, data, last = false) {
  const how = data === undefined ? {} : { method: "POST", body: JSON.stringify(data), keepalive: last };
  const answer = await fetch(path, how);
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, told);
  return told;
}

// Calls hear[name](data) for each event; hear.lost() and hear.found() as the connection goes and comes.
export function listen(hear) {
  const source = new EventSource("events");
  for (const name of ["book", "part", "case", "problems", "build"]) {
    source.addEventListener(name, (event) => hear[name](JSON.parse(event.data)));
  }
  source.addEventListener("open", () => hear.found());
  source.addEventListener("error", () => hear.lost());
}
