#!/usr/bin/env bash
# Deploys a commit of this repository, and goes back to an earlier one: `./deploy.sh --help`.
set -Eeuo pipefail

usage() {
  cat <<'HELP'
Builds a commit, tries the built app, and makes it the one that is served.

Usage: ./deploy.sh [COMMIT]              deploys a commit, a tag or a branch; HEAD unless given
       ./deploy.sh --rollback [BACKUP]   serves an earlier build again: the one deployed before the
                                         current one, or the one of this name
       ./deploy.sh --list                lists the builds that are kept; * is served
       ./deploy.sh --help                shows this

Options:
  --keep N    how many builds to keep; the one that is served and the one before it always stay (10)

releases/current           a link to the build that is served
releases/backups/<time>/   the builds, each with its commit in .commit
releases/hub/serve.mjs     serves them: node releases/hub/serve.mjs --folder releases/current
RELEASES_DIR names another folder than releases/.
HELP
}

fail() {
  echo "deploy: $*" >&2
  exit 1
}

say() { echo "deploy: $*"; }

cd -- "$(dirname -- "${BASH_SOURCE[0]}")"
releases=${RELEASES_DIR:-releases}
action=deploy target='' keep=10
while (($# > 0)); do
  case $1 in
    --help) usage; exit 0 ;;
    --list) action=list ;;
    --rollback) action=rollback ;;
    --keep)
      [[ ${2:-} =~ ^[1-9][0-9]{0,3}$ ]] || fail "--keep: expected a number from 1 to 9999, found ${2:-nothing}"
      keep=$2
      shift ;;
    -*) fail "expected an option that --help lists, found $1" ;;
    *)
      [[ -z $target ]] || fail "expected one commit or backup, found $target and $1"
      target=$1 ;;
  esac
  shift
done
for tool in git node npm flock tar; do
  command -v "$tool" >/dev/null || fail "expected the program $tool on this machine, found none"
done

staging=$releases/.deploy_tmp
backups=$releases/backups
current=$releases/current

# The names of the whole builds, the oldest first. A name begins with a dot until the build is whole.
names() {
  local folder
  # No slash behind the star: it would be sorted with, and "…Z+/" stands before "…Z/".
  for folder in "$backups"/*; do
    [[ -f $folder/.commit ]] && basename "$folder"
  done
  return 0
}

served() {
  [[ -L $current ]] || return 0
  basename "$(readlink "$current")"
}

# The name of the build that a rollback copied; otherwise the build's own.
origin() { cat "$backups/$1/.rollback-of" 2>/dev/null || echo "$1"; }

list() {
  local name now
  now=$(served)
  for name in $(names); do
    local mark=' ' note=''
    [[ $name == "$now" ]] && mark='*'
    [[ $(origin "$name") == "$name" ]] || note="  rollback to $(origin "$name")"
    echo "$mark $name  $(cut -c1-12 "$backups/$name/.commit")$note"
  done
}

if [[ $action == list ]]; then
  list
  exit 0
fi

mkdir -p "$backups"
# Held until this process ends, however it ends; the kernel lets go of it.
exec 9>>"$releases/.lock"
flock -n 9 || fail "expected no other deploy at work, found one: $(cat "$releases/.lock")"
echo "process $$ since $(date -u +%H:%M:%S) UTC" >"$releases/.lock"

# What a deploy left that was ended on its way.
rm -rf -- "$staging" "$backups"/.new-* "$releases"/.link-* "$releases/hub/".new-*
mkdir -p "$staging"
# A folder that an older script served, moved away below by a deploy that went no further.
if [[ ! -L $current && ! -e $current && -d $releases/.current-before ]]; then
  mv -T "$releases/.current-before" "$current"
fi

cleanup() { rm -rf -- "$staging" "$backups"/.new-* "$releases"/.link-*; }
trap cleanup EXIT
trap 'fail "stopped at: $stage; what is served is as it was"' ERR
trap 'exit 130' INT
trap 'exit 143' TERM

# Becomes visible whole, in one step, under the name that it keeps.
keep_build() { # FOLDER NAME
  sync -f "$1"
  mv -T "$1" "$backups/$2"
}

switch_to() { # NAME
  # Only a link can be replaced in one step; a folder is here once, from an older script, and is kept beside it.
  if [[ -d $current && ! -L $current ]]; then mv -T "$current" "$releases/.current-before"; fi
  ln -s "backups/$1" "$releases/.link-$$"
  mv -T "$releases/.link-$$" "$current"
  if [[ -d $releases/.current-before ]]; then mv -T "$releases/.current-before" "$releases/current-before-$1"; fi
  sync -f "$releases"
}

# Later than every other, so that order by name is order in time even where a clock was set back.
new_name() {
  local name last
  name=$(date -u +%Y-%m-%dT%H-%M-%SZ)
  last=$(names | tail -n 1)
  while [[ -e $backups/$name || ! $name > $last ]]; do
    if [[ $name > $last ]]; then sleep 1; name=$(date -u +%Y-%m-%dT%H-%M-%SZ); else name="$last+"; fi
  done
  echo "$name"
}

prune() {
  local now before name spare
  now=$(served)
  before=$1
  spare=$(names | head -n -"$keep")
  for name in $spare; do
    [[ $name == "$now" || $name == "$before" || $name == "$(origin "$now")" ]] || rm -rf -- "${backups:?}/$name"
  done
}

before=$(served)

if [[ $action == rollback ]]; then
  stage='finding the build'
  [[ -n $before ]] || fail "--rollback: expected a deployed build, found none in $releases"
  if [[ -z $target ]]; then
    from=$(origin "$before")
    for name in $(names); do
      [[ $(origin "$name") == "$name" && $name < $from ]] && target=$name
    done
    [[ -n $target ]] || fail "--rollback: expected a build before $from, found none"
  fi
  [[ -f $backups/$target/.commit ]] || fail "--rollback: expected one of: $(names | tr '\n' ' '); found $target"
  target=$(origin "$target")
  [[ -d $backups/$target ]] || fail "--rollback: expected $target in $backups, found none"
  name=$(new_name)
  stage='copying the build'
  cp -a "$backups/$target" "$backups/.new-$name"
  rm "$backups/.new-$name/.commit"
  # Installed apps follow only to a build that they do not know yet.
  node "$releases/hub/restamp.mjs" "$backups/.new-$name"
  echo "$target" >"$backups/.new-$name/.rollback-of"
  cp "$backups/$target/.commit" "$backups/.new-$name/.commit"
  stage='switching'
  keep_build "$backups/.new-$name" "$name"
  switch_to "$name"
  prune "$before"
  say "serves $target ($(cut -c1-12 "$backups/$name/.commit")) again"
  exit 0
fi

stage='finding the commit'
commit=$(git rev-parse --quiet --verify "${target:-HEAD}^{commit}") ||
  fail "expected a commit of this repository, found ${target:-HEAD}"
# A name of its own: what a killed deploy started may still be at work in the folder of that.
tree=$staging/$$-$commit
stage='unpacking the commit'
mkdir "$tree"
git archive "$commit" | tar -x -C "$tree"
stage='installing packages'
# This repository's hooks are not the deployed tree's business.
(cd "$tree" && SKIP_INSTALL_SIMPLE_GIT_HOOKS=1 npm ci 9>&-)
stage='building'
(cd "$tree" && npm run build 9>&-)
stage='trying the built app'
(cd "$tree" && npm run --silent check:release 9>&-)

stage='saving the build'
name=$(new_name)
cp -a "$tree/dist/app/browser" "$backups/.new-$name"
echo "$commit" >"$backups/.new-$name/.commit"
mkdir -p "$releases/hub"
for file in "$tree"/dist/hub/*.mjs; do
  cp "$file" "$releases/hub/.new-$$"
  mv "$releases/hub/.new-$$" "$releases/hub/$(basename "$file")"
done
stage='switching'
keep_build "$backups/.new-$name" "$name"
switch_to "$name"
stage='removing old builds'
prune "$before"
say "serves $commit as $name"
