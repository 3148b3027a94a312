// Porthole added this script to the end of the page because live reload is on. The file on disk is as it was.
(() => {
  'use strict'
  const script = document.currentScript
  if (!script || window.portholeReload) {
    return
  }
  const file = readable(script.dataset.file)
  window.portholeReload = file
  const birthplace = readable(location.pathname)
  script.remove()

  // Frames share the storage with the page that they are in.
  const STORE = 'porthole-reload ' + location.href
  const IMAGE = /\.(png|apng|jpe?g|gif|webp|avif|svg|ico|bmp)$/i
  const MOST_RELOADS = 10
  const WITHIN_MS = 10000

  let run = null
  let number = 0
  let leaving = false
  let tries = 0
  let socket = null
  const waiting = new Map()

  // Small enough by default that a page with many images would fill it.
  const full = performance.getEntriesByType('resource').length >= 250
  performance.setResourceTimingBufferSize(10000)

  function readable(path) {
    try {
      return decodeURIComponent(path)
    } catch {
      return path
    }
  }

  function stored() {
    try {
      return JSON.parse(sessionStorage.getItem(STORE)) || {}
    } catch {
      return {}
    }
  }

  function store(value) {
    try {
      sessionStorage.setItem(STORE, JSON.stringify(value))
    } catch {
      // Not allowed here; then a page that is reloaded may be reloaded once more.
    }
  }

  // The page before this one, if that reloaded itself, knew of everything up to a number.
  const before = stored()
  if (before.run) {
    run = before.run
    number = before.number
    restoreScroll(before.scroll || [])
  }
  store({ times: before.times })

  function connect() {
    const knows = run === null ? 'age=' + Math.ceil(performance.now()) : 'run=' + run + '&number=' + number
    const frame = window.top === window ? '' : '&frame=1'
    const scheme = location.protocol === 'https:' ? 'wss://' : 'ws://'
    socket = new WebSocket(scheme + location.host + '/.porthole/reload?' + knows + frame)
    socket.onopen = () => { tries = 0 }
    socket.onmessage = event => told(JSON.parse(event.data))
    socket.onclose = () => {
      socket = null
      if (!leaving) {
        setTimeout(connect, Math.min(5000, 100 * 2 ** tries++))
      }
    }
  }

  function told(message) {
    const other = run !== null && run !== message.run
    run = message.run
    number = message.number
    if (leaving) {
      return
    }
    if (other || message.paths === null) {
      reload()
      return
    }
    for (const path of message.paths) {
      changed(readable(path))
    }
  }

  function changed(path) {
    if (isThisPage(path)) {
      reload()
    } else if (/\.css$/i.test(path) && swapSheets(path)) {
      return
    } else if (IMAGE.test(path) && swapImages(path)) {
      return
    } else if (isUsed(path) && !isFrame(path)) {
      reload()
    }
  }

  // The file itself; one that would be found here now; for a listing, whatever is in the folder.
  function isThisPage(path) {
    const bare = birthplace.replace(/\/$/, '')
    const folder = path.slice(0, path.replace(/\/$/, '').lastIndexOf('/') + 1)
    return path === file || path === birthplace || path === bare || path === bare + '.html'
        || path === bare + '/index.html' || file.endsWith('/') && folder === file
  }

  function isUsed(path) {
    return full || performance.getEntriesByType('resource').some(entry => {
      const used = ownPath(entry.name)
      return used === path || used !== null
          && (used.endsWith('/') ? used + 'index.html' === path : used + '.html' === path)
    })
  }

  // A frame reloads itself.
  function isFrame(path) {
    return [...document.querySelectorAll('iframe, frame')].some(frame => {
      try {
        return frame.contentWindow.portholeReload === path
      } catch {
        return false
      }
    })
  }

  // The path of an address of this site, or null.
  function ownPath(address, base) {
    try {
      const url = new URL(address, base || document.baseURI)
      return url.origin === location.origin ? readable(url.pathname) : null
    } catch {
      return null
    }
  }

  function anew(address, base) {
    const url = new URL(address, base || document.baseURI)
    url.searchParams.set('porthole', run.slice(0, 4) + number)
    return url.href
  }

  function reload() {
    const times = (stored().times || []).filter(time => Date.now() - time < WITHIN_MS)
    leaving = true
    if (times.length >= MOST_RELOADS) {
      // Something writes files because the page is loaded. Slower, but never left out.
      console.info('Porthole: this page changes so often that live reload waits for 5 seconds.')
      setTimeout(leave, 5000, [])
    } else {
      leave(times)
    }
  }

  function leave(times) {
    store({ run, number, scroll: scrolled(), times: [...times, Date.now()] })
    location.reload()
    // The page may ask its visitor, and the visitor may stay.
    setTimeout(() => { leaving = false }, 5000)
  }

  function scrolled() {
    const places = [[null, scrollX, scrollY]]
    for (const element of document.querySelectorAll('body *')) {
      if ((element.scrollTop || element.scrollLeft) && places.length < 50) {
        places.push([pathTo(element), element.scrollLeft, element.scrollTop])
      }
    }
    return places
  }

  function pathTo(element) {
    const steps = []
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      steps.unshift(':nth-child(' + (1 + [...at.parentElement.children].indexOf(at)) + ')')
    }
    return 'body > ' + steps.join(' > ')
  }

  // As far as there is content already, and again while there comes more, unless the visitor scrolls.
  function restoreScroll(places) {
    let touched = false
    const listen = { capture: true, passive: true, once: true }
    for (const type of ['wheel', 'touchmove', 'keydown', 'mousedown']) {
      addEventListener(type, () => { touched = true }, listen)
    }
    const restore = () => {
      for (const [path, left, top] of touched ? [] : places) {
        const element = path === null ? window : document.querySelector(path)
        if (element) {
          element.scrollTo({ left, top, behavior: 'instant' })
        }
      }
    }
    restore()
    document.addEventListener('DOMContentLoaded', restore)
    addEventListener('load', () => {
      restore()
      requestAnimationFrame(restore)
    })
  }

  function swapSheets(path) {
    let found = false
    for (const sheet of document.styleSheets) {
      const owner = sheet.ownerNode
      if (owner && !waiting.has(owner) && (ownPath(sheet.href || '#') === path && sheet.href || imports(sheet, path))) {
        found = true
        swapSheet(owner)
      }
    }
    // One that could not be loaded so far has no sheet.
    for (const link of document.querySelectorAll('link[rel~="stylesheet" i][href]')) {
      if (!link.sheet && ownPath(link.href) === path) {
        found = true
        swapSheet(link)
      }
    }
    return found
  }

  function imports(sheet, path) {
    return rulesOf(sheet).some(rule => rule.type === CSSRule.IMPORT_RULE
        && (ownPath(rule.href, sheet.href || document.baseURI) === path
            || rule.styleSheet && imports(rule.styleSheet, path)))
  }

  function rulesOf(sheet) {
    try {
      return [...sheet.cssRules]
    } catch {
      return []
    }
  }

  // The new sheet comes beside the old one, which goes when it is there: nothing is shown without style.
  function swapSheet(owner) {
    for (const [pending, of] of waiting) {
      if (of === owner || pending === owner) {
        if (pending === owner) {
          owner = of
        }
        waiting.delete(pending)
        pending.remove()
      }
    }
    const next = owner.cloneNode(true)
    if (next.href) {
      next.href = anew(next.href)
    }
    waiting.set(next, owner)
    next.addEventListener('load', () => {
      if (waiting.delete(next)) {
        owner.remove()
      }
    })
    next.addEventListener('error', () => {
      if (waiting.delete(next)) {
        next.remove()
      }
    })
    owner.after(next)
  }

  function swapImages(path) {
    const swaps = []
    for (const name of ['src', 'href', 'xlink:href', 'poster', 'data']) {
      const selector = name === 'href' ? 'link[rel~="icon" i][href], image[href], use[href]'
          : name === 'xlink:href' ? 'image, use' : 'img, input, video, object, embed'
      for (const element of document.querySelectorAll(selector)) {
        const value = element.getAttribute(name)
        if (value && ownPath(value) === path) {
          swaps.push(() => element.setAttribute(name, anew(value)))
        }
      }
    }
    for (const element of document.querySelectorAll('img[srcset], source[srcset]')) {
      const value = element.getAttribute('srcset')
      const next = value.replace(/(^|,\s*)([^\s,]\S*[^\s,])/g,
          (whole, start, address) => ownPath(address) === path ? start + anew(address) : whole)
      if (next !== value) {
        swaps.push(() => element.setAttribute('srcset', next))
      }
    }
    for (const element of document.querySelectorAll('[style]')) {
      collect(element.style, document.baseURI, path, swaps)
    }
    for (const sheet of document.styleSheets) {
      collectFrom(sheet, sheet.href || document.baseURI, path, swaps)
    }
    if (swaps.length > 0) {
      // Fetched before it is shown, so that no background is empty meanwhile.
      const image = new Image()
      image.onload = image.onerror = () => swaps.forEach(swap => swap())
      image.src = anew(location.origin + encodeURI(path).replace(/[?#]/g, encodeURIComponent))
    }
    return swaps.length > 0
  }

  function collectFrom(sheet, base, path, swaps) {
    for (const rule of rulesOf(sheet)) {
      if (rule.style) {
        collect(rule.style, base, path, swaps)
      }
      if (rule.styleSheet) {
        collectFrom(rule.styleSheet, rule.styleSheet.href || base, path, swaps)
      } else if (rule.cssRules) {
        collectFrom(rule, base, path, swaps)
      }
    }
  }

  function collect(style, base, path, swaps) {
    for (const name of style) {
      const value = style.getPropertyValue(name)
      const next = value.includes('url(') ? value.replace(/url\(\s*(["']?)(.*?)\1\s*\)/g,
          (whole, quote, address) => ownPath(address, base) === path ? `url("${anew(address, base)}")` : whole) : value
      if (next !== value) {
        swaps.push(() => style.setProperty(name, next, style.getPropertyPriority(name)))
      }
    }
  }

  addEventListener('pagehide', () => {
    leaving = true
    if (socket) {
      socket.close()
    }
  })
  addEventListener('pageshow', event => {
    if (event.persisted) {
      leaving = false
      connect()
    }
  })
  connect()
})()
