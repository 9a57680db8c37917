#!/usr/bin/env bash
# Copies what production runs into an empty folder: sources of API and core without their tests and development tools,
# the built console, the lockfile; then installs production dependencies only. Node runs the TypeScript as it is: it
# refuses to under node_modules, so the workspace stays a workspace.
#   deploy/prune.sh <folder>        needs Node 24, pnpm 12 and an installed, built workspace (`vite build apps/admin`)
set -euo pipefail
target="${1:?deploy/prune.sh <empty folder>}"
mkdir -p "$target"
[[ -z "$(ls -A "$target")" ]] || { echo "$target is not empty" >&2; exit 1; }
target="$(cd "$target" && pwd)"
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[[ -f apps/admin/dist/index.html ]] || { echo "The console is not built: vite build apps/admin" >&2; exit 1; }

tar --create --file=- \
  --exclude='*.test.ts' --exclude='*.test-d.ts' --exclude=packages/core/src/testing \
  package.json pnpm-workspace.yaml pnpm-lock.yaml \
  packages/core/package.json packages/core/src \
  apps/api/package.json apps/api/src apps/api/docs \
  apps/admin/package.json apps/admin/dist \
  apps/storefront-sdk/package.json |
  tar --extract --file=- --directory="$target"

cd "$target"
# Tests' and builds' own packages stay away; `--offline` says so when the store lacks one.
${PNPM:-npx --yes pnpm@12} install --prod --frozen-lockfile --offline --ignore-scripts --filter '@meridian/api...' --reporter=silent
