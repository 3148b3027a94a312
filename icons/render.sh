#!/usr/bin/env bash
# Makes every PNG, the .ico and the .icns from the two SVG files.
# Needs rsvg-convert (librsvg2-bin), icotool (icoutils) and png2icns (icnsutils).
set -euo pipefail
cd "$(dirname "$0")"
for size in 16 24 32; do
    rsvg-convert --width "$size" porthole-small.svg --output "porthole-$size.png"
done
for size in 48 64 128 256 512; do
    rsvg-convert --width "$size" porthole.svg --output "porthole-$size.png"
done
icotool --create --output=porthole.ico porthole-{16,24,32,48,64,128}.png --raw=porthole-256.png
png2icns porthole.icns porthole-{16,32,48,128,256,512}.png > /dev/null
