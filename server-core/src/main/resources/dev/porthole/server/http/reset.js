// Makes the browser forget what it has kept of this site, and shows how much that was.
(() => {
  'use strict'
  const button = document.getElementById('reset')

  function show(id, count) {
    document.getElementById(id).textContent = count
  }

  // Each part by itself: one that is not allowed, or not there, is no reason to leave out the others.
  async function forget(id, what) {
    try {
      show(id, await what())
    } catch (problem) {
      show(id, problem.message)
    }
  }

  async function workers() {
    const all = navigator.serviceWorker ? await navigator.serviceWorker.getRegistrations() : []
    await Promise.all(all.map(one => one.unregister()))
    return all.length
  }

  async function stores() {
    const all = self.caches ? await caches.keys() : []
    await Promise.all(all.map(name => caches.delete(name)))
    return all.length
  }

  function entries() {
    const count = localStorage.length + sessionStorage.length
    localStorage.clear()
    sessionStorage.clear()
    return count
  }

  async function databases() {
    const all = indexedDB.databases ? await indexedDB.databases() : []
    await Promise.all(all.map(({ name }) => new Promise(done => {
      const request = indexedDB.deleteDatabase(name)
      request.onsuccess = request.onerror = request.onblocked = done
    })))
    return all.length
  }

  async function reset() {
    button.disabled = true
    await forget('workers', workers)
    await forget('caches', stores)
    await forget('entries', entries)
    await forget('databases', databases)
    document.getElementById('result').hidden = false
    try {
      // With the answer the browser empties what no script can reach, where it trusts the address enough.
      await fetch('/.porthole/reset-data', { cache: 'no-store', signal: AbortSignal.timeout(5000) })
    } catch {
      // Everything that a script can reach is gone already.
    }
    document.getElementById('done').hidden = false
    history.replaceState(null, '', location.pathname)
  }

  button.addEventListener('click', reset)
  if ('now' in button.dataset) {
    reset()
  }
})()
