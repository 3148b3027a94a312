const tell = (button, text) => {
  button.parentElement.querySelector("output").textContent = text;
};

const get = (path, headers = {}) => fetch(path, { headers, cache: "no-store" });

for (const button of document.querySelectorAll("[data-range]")) {
  button.addEventListener("click", async () => {
    const answer = await get("letters.txt", { Range: button.dataset.range });
    tell(button, `${answer.status} ${answer.ok ? await answer.text() : ""}`);
  });
}

for (const button of document.querySelectorAll("[data-path]")) {
  button.addEventListener("click", async () => {
    const answer = await get(button.dataset.path);
    tell(button, answer.status);
  });
}

for (const button of document.querySelectorAll("[data-times]")) {
  button.addEventListener("click", async () => {
    const before = performance.now();
    const paths = Array.from({ length: Number(button.dataset.times) }, (_, i) => `letters.txt?${i + 1}`);
    if (button.dataset.together) {
      await Promise.all(paths.map(path => get(path)));
    } else {
      for (const path of paths) {
        await get(path);
      }
    }
    tell(button, `${Math.round(performance.now() - before)} ms`);
  });
}
