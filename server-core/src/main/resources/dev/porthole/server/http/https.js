// Asks this server by TLS, which works only where its certificate is trusted, and shows what came of it.
const box = document.getElementById('probe')

function show(state) {
  box.className = state
  for (const part of box.querySelectorAll('[data-for]')) {
    part.hidden = !part.dataset.for.split(' ').includes(state)
  }
}

async function reaches(scheme) {
  try {
    const answer = await fetch(scheme + '://' + location.host + '/.porthole/probe', {cache: 'no-store'})
    return answer.ok
  } catch {
    return false
  }
}

async function look() {
  const trusted = await reaches('https')
  if (trusted) {
    show('yes')
  } else {
    // Without TLS nothing has to be trusted: if that fails too, the server is not there.
    show(location.protocol === 'http:' && await reaches('http') ? 'no' : 'off')
  }
}

// An iPad says that it is a Mac, but no Mac has a screen to touch.
const mac = document.querySelector('details[data-system=macos]')
if (mac.open && navigator.maxTouchPoints > 1) {
  const pad = document.querySelector('details[data-system=ios]')
  mac.open = false
  pad.open = true
  mac.before(pad)
}

document.getElementById('again').addEventListener('click', look)
// Whoever comes back from the system's settings wants to know whether that was all.
document.addEventListener('visibilitychange', () => document.hidden || look())
look()
