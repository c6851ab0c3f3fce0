// The dialog that asks for the title of a new story.

import { Refused, request } from "./api.js";
import { byId } from "./dom.js";

// onAdded(slug) is called when the story has been made.
export function handleNewStory(words, onAdded) {
  byId("new").addEventListener("click", () => {
    byId("new_title").value = "";
    byId("new_error").textContent = "";
    byId("new_dialog").showModal();
  });
  byId("cancel").addEventListener("click", () => byId("new_dialog").close());
  byId("new_form").addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const { slug } = await request("add", { title: byId("new_title").value });
      byId("new_dialog").close();
      onAdded(slug);
    } catch (error) {
      byId("new_error").textContent = error instanceof Refused ? error.message : words.offline;
    }
  });
}
