@echo off
rem A double click on Windows opens this: it sets the handbook up and shows it in the browser.
setlocal
pushd "%~dp0"
title Handbook
for %%P in ("py -3" "python" "python3") do (
  %%~P -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && (
    set "PYTHON=%%~P"
    goto found
  )
)
echo The handbook needs Python 3.11 or newer, which this computer does not have.
echo It can be installed without an administrator, in one of two ways:
echo   - from the Microsoft Store: search for Python;
echo   - from https://www.python.org/downloads/windows/ : "Windows installer (64-bit)", "Install Now".
echo Then double-click this file again.
goto end
:found
echo The handbook opens in your browser. To end it, press Ctrl-C here or close this window.
%PYTHON% build.py preview
:end
popd
pause
