#!/usr/bin/env bash
# What a pull request would change, as the text of a comment: Pulumi's preview, and what a buyer would see otherwise.
# In the program's folder; STACK and OFFER_ID say which. Writes COMMENT, and ends as the preview has ended.
set -uo pipefail

pulumi stack select "$STACK" || exit 1
preview=$(pulumi preview --color never --suppress-progress 2>&1)
ended=$?
storefront=$(npx --no-install partnercenter storefront "$OFFER_ID" --program --stack "$STACK" --text 2> "$COMMENT.why") ||
  storefront=$(cat "$COMMENT.why")

{
  echo "<!-- partnercenter $OFFER_ID $STACK -->"
  if [ "$ended" -eq 0 ]; then echo "### Preview of \`$STACK\`"; else echo "### Preview of \`$STACK\` failed"; fi
  echo
  echo "$storefront"
  echo
  echo "<details><summary>pulumi preview</summary>"
  echo
  echo '```text'
  # Comments have an end, and a line of three backticks would end the block.
  echo "$preview" | tail -c 50000 | sed 's/^```/ &/'
  echo '```'
  echo
  echo "</details>"
} > "$COMMENT"
exit "$ended"
