@echo off
rem Runs the programs that tell whether a fault of Wine is there; on Windows none should be. 0: it is gone, 1: it is there, 77: untold
rem Copyright 2026 the netapi32 for Wine authors
rem SPDX-License-Identifier: LGPL-2.1-or-later
cd /d "%~dp0"
ver >netapi32-reports.txt
for %%p in (*.exe) do call :run %%p
type netapi32-reports.txt
exit /b
:run
echo == %1 >>netapi32-reports.txt
%1 >>netapi32-reports.txt 2>&1
echo exit status %errorlevel% >>netapi32-reports.txt
exit /b
