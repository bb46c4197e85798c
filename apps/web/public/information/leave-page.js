// Makes the link "leave this page" quicker and quieter: the page is blank at once, its place in the tab's history is taken by
// the neutral page, and three presses of Shift do the same. Without this script the link still leads away.
(() => {
  const link = document.getElementById('leave');
  const said = document.getElementById('leave-said');
  if (link === null || said === null) return;

  const FORGET_AFTER_MS = 5000;
  let pressed = 0;
  let alone = false;
  let forgetting;

  const leave = () => {
    document.documentElement.classList.add('left');
    document.body.replaceChildren();
    window.location.replace(link.href);
  };
  const forget = (words) => {
    clearTimeout(forgetting);
    if (pressed > 0) said.textContent = words;
    pressed = 0;
  };

  link.addEventListener('click', (event) => {
    event.preventDefault();
    leave();
  });

  // Shift counts only when it is pressed and let go alone: somebody who types a capital letter does not want to leave.
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Shift') {
      if (!event.repeat) alone = true;
      return;
    }
    alone = false;
    forget(link.dataset.forgotten);
  });
  document.addEventListener('keyup', (event) => {
    if (event.key !== 'Shift' || !alone) return;
    alone = false;
    pressed += 1;
    said.textContent = link.getAttribute(`data-pressed-${pressed}`);
    clearTimeout(forgetting);
    if (pressed === 3) leave();
    else forgetting = setTimeout(() => forget(link.dataset.forgotten), FORGET_AFTER_MS);
  });

  // The other language takes this page's place in the history instead of adding one.
  const language = document.getElementById('language');
  language?.addEventListener('click', (event) => {
    event.preventDefault();
    window.location.replace(language.href);
  });

  const keys = document.getElementById('leave-keys');
  if (keys !== null) keys.hidden = false;
})();
