#!/bin/sh
# Installs Bangolin from this folder into an environment of its own. Nothing is taken from the network.
#   sh install.sh [FOLDER]        default: ~/bangolin         PYTHON=/path/to/python3.12 chooses the Python
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
folder=${1:-$HOME/bangolin}

fail() {
    echo "$1" >&2
    echo "$2" >&2
    exit 1
}

[ "$(uname -s) $(uname -m)" = "Linux x86_64" ] ||
    fail "この入れ方は Linux x86_64 用です。" "This script is for Linux x86_64."

for python in ${PYTHON:-python3.13 python3.12 python3.11 python3}; do
    command -v "$python" >/dev/null 2>&1 || continue
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
    list=$here/requirements/linux-$version.txt
    if [ -f "$list" ] && "$python" -c 'import venv, ensurepip' 2>/dev/null; then
        found=$python
        break
    fi
done
[ -n "${found:-}" ] || fail \
    "Python 3.11、3.12、3.13 のいずれか (venv を含む) が見つかりません。Debian や Ubuntu では python3-venv も要ります。" \
    "No Python 3.11, 3.12 or 3.13 with venv was found. Debian and Ubuntu need the package python3-venv, too."

(cd "$here" && sha256sum --quiet -c SHA256SUMS) || fail \
    "ファイルの照合に失敗しました。展開し直してください。" "The files do not match their hashes: unpack the archive again."

"$found" -m venv "$folder"
"$folder/bin/python" -m pip install -q --disable-pip-version-check --no-index --no-deps --require-hashes \
    --find-links "$here/wheels" -r "$list"
"$folder/bin/bangolin" --help >/dev/null

echo "入りました / installed: $folder (Python $version)"
echo "  $folder/bin/bangolin load      # 見本データ / sample data"
echo "  $folder/bin/bangolin ui        # 画面 / the app"
