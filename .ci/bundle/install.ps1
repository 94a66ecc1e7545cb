# Installs Bangolin from this folder into an environment of its own. Nothing is taken from the network.
#   install.cmd [FOLDER]        default: %LOCALAPPDATA%\bangolin-app
param([string]$Folder = (Join-Path $env:LOCALAPPDATA "bangolin-app"))
$ErrorActionPreference = "Stop"
$here = Split-Path -Parent $MyInvocation.MyCommand.Path

$found = $null
foreach ($version in "3.13", "3.12", "3.11") {
    $list = Join-Path $here "requirements\windows-$version.txt"
    if (-not (Test-Path $list)) { continue }
    try { & py "-$version" -c "import venv, ensurepip" 2>$null } catch { continue }
    if ($LASTEXITCODE -eq 0) { $found = $version; break }
}
if (-not $found) { throw "No Python 3.11, 3.12 or 3.13 (64 bit, with the py launcher) was found." }

foreach ($line in Get-Content -Encoding UTF8 (Join-Path $here "SHA256SUMS")) {
    $expected, $name = $line -split "  ", 2
    $file = Join-Path $here $name.Replace("/", "\")
    if ((Get-FileHash -Algorithm SHA256 -LiteralPath $file).Hash -ne $expected) {
        throw "$name does not match its hash: unpack the archive again."
    }
}

& py "-$found" -m venv $Folder
if ($LASTEXITCODE -ne 0) { throw "The environment in $Folder could not be made." }
$python = Join-Path $Folder "Scripts\python.exe"
& $python -m pip install -q --disable-pip-version-check --no-index --no-deps --require-hashes `
    --find-links (Join-Path $here "wheels") -r $list
if ($LASTEXITCODE -ne 0) { throw "The packages could not be installed." }

Write-Host "Installed: $Folder (Python $found)"
Write-Host "  $Folder\Scripts\bangolin load      # sample data"
Write-Host "  $Folder\Scripts\bangolin ui        # the app"
