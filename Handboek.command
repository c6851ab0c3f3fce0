#!/bin/sh
# A double click on a Mac opens this in Terminal: it sets the handbook up and shows it in the browser.
cd "$(dirname "$0")" || exit 1
for python in python3.14 python3.13 python3.12 python3.11 python3; do
  command -v "$python" >/dev/null || continue
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
  echo "The handbook opens in your browser. To end it, press Ctrl-C here or close this window."
  exec "$python" build.py preview
done
echo "The handbook needs Python 3.11 or newer. Install it from python.org, then double-click this again."
