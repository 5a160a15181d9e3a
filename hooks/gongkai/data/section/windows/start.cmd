@echo off
rem What a double click runs: finds Python, runs Gongkai in the section's folder, keeps the window open.
rem Only ASCII stands here, and line ends are CRLF: cmd.exe reads nothing else reliably.
setlocal
chcp 65001 >nul
set "PYTHONUTF8=1"
set "STATUS=2"
pushd "%~dp0.." || goto end
if "%~1"=="install" goto install
set "PYTHON="
if exist ".venv\Scripts\python.exe" set "PYTHON=.venv\Scripts\python.exe"
if not defined PYTHON call :find py
if not defined PYTHON call :find python
if not defined PYTHON goto no_python
%PYTHON% -c "import gongkai" >nul 2>nul || goto no_program
%PYTHON% -m gongkai %*
set "STATUS=%ERRORLEVEL%"
if not "%~1"=="fix" goto end
if not "%STATUS%"=="0" goto end
type ".gongkai\fix.txt"
choice /c YN /n
if errorlevel 2 goto end
if not errorlevel 1 goto end
%PYTHON% -m gongkai %* --write
set "STATUS=%ERRORLEVEL%"
goto end

:install
set "PYTHON="
call :find py
if not defined PYTHON call :find python
if not defined PYTHON goto no_python
if exist "wheels\" set "PIP_NO_INDEX=1"
if exist "wheels\" set "PIP_FIND_LINKS=wheels"
%PYTHON% -m venv .venv || goto failed
.venv\Scripts\python.exe -m pip install --disable-pip-version-check -r requirements.txt || goto failed
type ".gongkai\installed.txt"
set "STATUS=0"
goto end

:find
%1 -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "PYTHON=%1"
exit /b

:no_python
type ".gongkai\no-python.txt"
goto end

:no_program
type ".gongkai\no-program.txt"
goto end

:failed
type ".gongkai\failed.txt"

:end
echo.
pause
popd
exit /b %STATUS%
