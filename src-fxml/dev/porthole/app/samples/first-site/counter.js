const told = document.getElementById("told");
let fetched = 0;

document.getElementById("more").addEventListener("click", async () => {
  const answer = await fetch("numbers.json");
  const { numbers } = await answer.json();
  told.textContent = numbers[fetched++ % numbers.length];
});
