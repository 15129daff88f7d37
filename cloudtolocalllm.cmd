@echo off
rem Finds a JDK, builds on first use, runs: docs/launcher.md tells the rules. The sibling of the bash script of the same name.
setlocal EnableExtensions DisableDelayedExpansion
set "launcher=%~f0"
rem What the user can type again; the program's hints name it.
set "command=%~0"
for %%P in (cloudtolocalllm.cmd) do if /i "%%~$PATH:P"=="%launcher%" set "command=cloudtolocalllm"
set "root=%~dp0"
set "root=%root:~0,-1%"
set "base=%root%\target\launcher"

rem The program's own arguments: all of them, or what follows the first word, unparsed.
set "app=cli"
set arguments=%*
if /i "%~1"=="daemon" set "app=daemon"
if /i "%~1"=="demo" set "app=demo"
if /i "%~1"=="settings" set "app=settings"
if /i "%~1"=="app" set "app=chat"
if "%app%"=="daemon" set arguments=%arguments:*daemon=%
if "%app%"=="demo" set arguments=%arguments:*demo=%
if "%app%"=="settings" set arguments=%arguments:*settings=%
if "%app%"=="chat" set arguments=%arguments:*app=%

call :find_jdk
if not defined jdk goto no_jdk

call :find_stage
rem A process started by one of ours runs from the same build, whatever happened to the sources since.
if defined CLOUDTOLOCALLLM_STAGE if exist "%CLOUDTOLOCALLLM_STAGE%\%app%\classpath" (
    set "stage=%CLOUDTOLOCALLLM_STAGE%"
    goto built
)
if defined CLOUDTOLOCALLLM_NO_BUILD goto built
call :is_fresh && goto built
call :ensure_built || exit /b
:built
if not defined stage (
    >&2 echo error: CloudToLocalLLM is not built yet, and CLOUDTOLOCALLLM_NO_BUILD is set.
    >&2 echo Unset it and run this again.
    exit /b 6
)

rem From here on: whatever is started again after a crash runs from this build, without Maven.
set "CLOUDTOLOCALLLM_STAGE=%stage%"
if "%app%"=="daemon" if /i "%~2"=="--supervised" goto supervise

call :prepare_java %app%
if exist "%stage%\aot\%jdk_version%\%app%.aot" set flags=%flags% "-XX:AOTCache=%stage%\aot\%jdk_version%\%app%.aot"
rem A collector named in one of these would contradict ours, and Java would refuse to start.
set "JAVA_TOOL_OPTIONS="
set "JDK_JAVA_OPTIONS="
set "_JAVA_OPTIONS="
if "%app%"=="daemon" if defined CLOUDTOLOCALLLM_SUPERVISED set flags=%flags% "-Dcloudtolocalllm.supervised=%CLOUDTOLOCALLLM_SUPERVISED%"
rem It is true of this daemon alone, not of what it starts.
set "CLOUDTOLOCALLLM_SUPERVISED="
"%jdk%\bin\java.exe" %flags% %CLOUDTOLOCALLLM_JAVA_OPTS% -cp "%classpath_of_app%" online.cloudtolocalllm.%app%.Main %arguments%
exit /b %errorlevel%

rem Starts the daemon again after a crash; dist/launcher/supervise.sh says when not. The last code is that of a closed window.
:supervise
set arguments=%arguments:*--supervised=%
set "pause=1"
set "CLOUDTOLOCALLLM_SUPERVISED=launcher"
:supervise_again
call "%launcher%" daemon %arguments%
set "code=%errorlevel%"
for %%C in (0 2 5 6 130 143 -1073741510) do if "%code%"=="%%C" exit /b %code%
>&2 echo cloudtolocalllm: the daemon ended with exit code %code%. It is started again in %pause% s.
rem "timeout" refuses to wait where there is no keyboard.
set /a "pings=pause+1"
ping -n %pings% 127.0.0.1 >nul
set /a "pause*=2"
if %pause% gtr 30 set "pause=30"
goto supervise_again

rem No message stands in a block: a path with a closing bracket, as in "Program Files (x86)", would end it.
:no_jdk
>&2 echo error: no JDK 25 or newer was found. Install one, for example
>&2 echo   Windows:  winget install EclipseAdoptium.Temurin.25.JDK
>&2 echo   anywhere: unpack a JDK archive under %USERPROFILE%\.jdks
>&2 echo and run this again. Your older Java can stay. A JDK in an unusual folder is found when JAVA_HOME names it.
exit /b 6

rem --- the JDK ---------------------------------------------------------------------------------------------------------

rem Sets jdk and jdk_version: JAVA_HOME, what the last search found, PATH, the usual folders.
:find_jdk
set "jdk="
if defined JAVA_HOME call :try_jdk "%JAVA_HOME%"
if defined jdk exit /b 0
if exist "%base%\jdk" for /f "usebackq delims=" %%J in ("%base%\jdk") do call :try_jdk "%%J"
if defined jdk exit /b 0
for %%P in (java.exe) do if not "%%~$PATH:P"=="" call :try_jdk "%%~dp$PATH:P.."
if not defined CLOUDTOLOCALLLM_JDK_FOLDERS goto usual_folders
for %%F in ("%CLOUDTOLOCALLLM_JDK_FOLDERS:;=" "%") do call :try_folder "%%~F"
goto remember_jdk
:usual_folders
for %%F in (
    "%ProgramFiles%\Java" "%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu"
    "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\BellSoft" "%ProgramFiles%\SapMachine\JDK"
    "%LOCALAPPDATA%\Programs\Eclipse Adoptium" "%USERPROFILE%\.jdks" "%USERPROFILE%\.gradle\jdks"
    "%USERPROFILE%\.sdkman\candidates\java" "%USERPROFILE%\scoop\apps"
) do call :try_folder "%%~F"
:remember_jdk
if not defined jdk exit /b 1
if not exist "%base%" mkdir "%base%" 2>nul
2>nul (>"%base%\jdk" echo %jdk%)
exit /b 0

:try_folder
if defined jdk exit /b 0
if not exist "%~1\" exit /b 0
call :try_jdk "%~1"
rem "current" is how scoop names the version in use.
for /d %%D in ("%~1\*") do (
    call :try_jdk "%%~D"
    call :try_jdk "%%~D\current"
)
exit /b 0

:try_jdk
if defined jdk exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "version="
for /f "usebackq tokens=1,2 delims==" %%K in ("%~1\release") do if "%%K"=="JAVA_VERSION" set "version=%%~L"
if not defined version exit /b 0
for /f "delims=.-+" %%M in ("%version%") do if %%M geq 25 (
    set "jdk=%~f1"
    set "jdk_version=%version%"
)
exit /b 0

rem --- what to run -----------------------------------------------------------------------------------------------------

:find_stage
set "stage="
if not exist "%base%\current" exit /b 1
for /f "usebackq delims=" %%S in ("%base%\current") do set "stage=%base%\%%S"
if exist "%stage%\%app%\classpath" exit /b 0
set "stage="
exit /b 1

rem prepare_java APP: sets flags and classpath_of_app. The reasons for the flags are in the bash script.
:prepare_java
set flags=-XX:+IgnoreUnrecognizedVMOptions -Xlog:disable "-Xlog:all=warning,aot*=off,cds*=off:stderr"
set flags=%flags% -XX:+UseSerialGC "-Dcloudtolocalllm.launcher=%launcher%" "-Dcloudtolocalllm.command=%command%"
set "window="
if "%~1"=="settings" set "window=yes"
if "%~1"=="chat" set "window=yes"
if "%~1"=="daemon" (
    set flags=%flags% -Xms16m -Xmx128m -XX:+ExitOnOutOfMemoryError -Xmn8m -XX:+UseCompactObjectHeaders -XX:ReservedCodeCacheSize=32m -Xss512k -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:MaxDirectMemorySize=256m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
) else if "%window%"=="yes" (
    set flags=%flags% -Xms16m -Xmx384m -XX:+UseCompactObjectHeaders -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xss1m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow "-Djavafx.cachedir=%stage%\javafx"
) else (
    set flags=%flags% -Xms16m -Xmx128m -XX:TieredStopAtLevel=1 -XX:-UsePerfData --enable-native-access=ALL-UNNAMED
)
set "classpath_of_app="
for /f "usebackq delims=" %%J in ("%stage%\%~1\classpath") do call :add_jar "%stage%\%~1\%%J"
exit /b 0

:add_jar
if defined classpath_of_app (set "classpath_of_app=%classpath_of_app%;%~1") else set "classpath_of_app=%~1"
exit /b 0

rem --- building --------------------------------------------------------------------------------------------------------

rem The sources' names, sizes and times, as "dir" tells them, compared with those that the stage was built from.
:is_fresh
if not defined stage exit /b 1
set "now=%TEMP%\cloudtolocalllm-%RANDOM%%RANDOM%.txt"
call :list_sources "%now%"
fc "%now%" "%stage%\sources" >nul 2>nul
set "differs=%errorlevel%"
del "%now%" 2>nul
exit /b %differs%

rem Lines that begin with a digit are those of files; the others tell free space, which changes all the time.
:list_sources
(
    dir /-c "%root%\pom.xml"
    for /d %%M in ("%root%\lib\*" "%root%\apps\*") do (
        dir /-c "%%M\pom.xml"
        dir /-c /s "%%M\src\main"
    )
) 2>nul | findstr /r "^[0-9]" >"%~1"
exit /b 0

:ensure_built
set "why=first use, one to two minutes"
if defined stage set "why=sources have changed"
if not exist "%base%" mkdir "%base%" 2>nul
2>nul (>"%base%\writable" echo yes) || goto unwritable
set "mvn="
for %%P in (mvn.cmd) do set "mvn=%%~$PATH:P"
if not defined mvn if defined MAVEN_HOME if exist "%MAVEN_HOME%\bin\mvn.cmd" set "mvn=%MAVEN_HOME%\bin\mvn.cmd"
if not defined mvn goto no_maven
set "waited="
rem Windows lets only one process at a time open a file for redirection, and closes it when that process dies: a lock.
:lock
set "locked="
8>&2 2>nul (9>"%base%\lock" call :build_once 2>&8)
if defined locked exit /b %build_code%
if not defined waited >&2 echo Another start is building CloudToLocalLLM; waiting for it.
set "waited=yes"
ping -n 2 127.0.0.1 >nul
goto lock

:unwritable
>&2 echo error: CloudToLocalLLM has to be built, and %base% is not writable.
>&2 echo Run it once as the owner of the folder, or copy the folder to a place of your own.
exit /b 6

:no_maven
>&2 echo error: CloudToLocalLLM has to be built once, and Maven was not found. Install it, for example
>&2 echo   Windows: scoop install maven, or choco install maven
>&2 echo and run this again.
exit /b 6

:build_once
set "locked=yes"
set "build_code=0"
call :find_stage
call :is_fresh && exit /b 0
call :build
set "build_code=%errorlevel%"
exit /b 0

:build
set "log=%base%\build.log"
>&2 echo Building CloudToLocalLLM ^(%why%^)
call :list_sources "%base%\sources.new"
for %%A in (daemon cli demo settings chat) do (
    if exist "%root%\apps\%%A\target\runtime" rd /s /q "%root%\apps\%%A\target\runtime"
    del /q "%root%\apps\%%A\target\%%A-*.jar" 2>nul
)
pushd "%root%"
set "caller_java=%JAVA_HOME%"
set "JAVA_HOME=%jdk%"
rem PowerShell, because cmd cannot both keep a pipe's exit code and read it line by line.
powershell -NoProfile -ExecutionPolicy Bypass -Command "$log = New-Object IO.StreamWriter $env:log; & $env:mvn -B '-Dstyle.color=never' -Dquick -DskipTests '-Dmaven.test.skip=true' package -pl 'apps/daemon,apps/cli,apps/demo,apps/settings,apps/chat' -am 2>&1 | ForEach-Object { $log.WriteLine([string]$_); if ([string]$_ -match 'Building (.+) \S+ +\[(\d+)/(\d+)\]') { [Console]::Error.WriteLine('Building CloudToLocalLLM: ' + $matches[2] + ' of ' + $matches[3] + ' ' + $matches[1]) } }; $log.Close(); exit $LASTEXITCODE" <nul
set "maven_code=%errorlevel%"
set "JAVA_HOME=%caller_java%"
popd
if not "%maven_code%"=="0" goto build_failed
set "id=stage-%RANDOM%%RANDOM%%RANDOM%"
set "fresh=%base%\unfinished-%id%"
for %%A in (daemon cli demo settings chat) do (
    mkdir "%fresh%\%%A" || exit /b 1
    for %%J in ("%root%\apps\%%A\target\%%A-*.jar" "%root%\apps\%%A\target\runtime\*.jar") do (
        copy /y "%%~J" "%fresh%\%%A\" >nul || exit /b 1
        >>"%fresh%\%%A\classpath" echo %%~nxJ
    )
)
move /y "%base%\sources.new" "%fresh%\sources" >nul || exit /b 1
ren "%fresh%" "%id%" || exit /b 1
>"%base%\current.new" echo %id%
move /y "%base%\current.new" "%base%\current" >nul || exit /b 1
call :find_stage || exit /b 1
rem A folder that a running program has jars open in cannot be renamed, and so is kept.
for /f "skip=3 delims=" %%D in ('dir /b /ad /o-d "%base%\stage-*"') do if not "%%D"=="%id%" ren "%base%\%%D" "old-%%D" 2>nul
for /d %%D in ("%base%\old-*" "%base%\unfinished-*") do rd /s /q "%%D" 2>nul
call :make_fast_start
exit /b 0

:build_failed
>&2 echo error: building CloudToLocalLLM failed.
>&2 findstr /b /c:"[ERROR]" "%log%"
>&2 echo All that Maven said is in %log%
exit /b 1

rem Only the command line's: the others end by a signal that Windows does not have.
:make_fast_start
>&2 echo Preparing fast start
set "made=%stage%\aot\%jdk_version%"
mkdir "%made%" 2>nul
setlocal
set "CLOUDTOLOCALLLM_HOME=%made%\home"
set "JAVA_TOOL_OPTIONS="
set "JDK_JAVA_OPTIONS="
set "_JAVA_OPTIONS="
call :prepare_java cli
>"%made%\log" 2>&1 (
    "%jdk%\bin\java.exe" %flags% -XX:AOTMode=record "-XX:AOTConfiguration=%made%\conf" -cp "%classpath_of_app%" online.cloudtolocalllm.cli.Main status
    "%jdk%\bin\java.exe" %flags% -XX:AOTMode=create "-XX:AOTConfiguration=%made%\conf" "-XX:AOTCache=%made%\cli.new" -cp "%classpath_of_app%"
) <nul
if exist "%made%\cli.new" ren "%made%\cli.new" cli.aot
del "%made%\conf" 2>nul
endlocal
exit /b 0
