# SPDX-License-Identifier: Apache-2.0
# Clones that leave something out, or have it elsewhere.

if in_shape full_clone; then
  origin
  clone origin clone && cd clone
  finds 'terms.md 60>90' HEAD~1..HEAD
  finds 'terms.md 30>90' HEAD~2...HEAD
  finds '' HEAD..HEAD
  finds '' --staged
fi

if in_shape packed_references; then
  three_commits
  must git tag v1 HEAD~1
  must git gc -q
  must git pack-refs --all
  finds 'terms.md 60>90' v1..main
fi

if in_shape shallow; then
  origin
  must git -C origin tag v1 HEAD~2
  clone --depth 1 "file://$PWD/origin" clone && cd clone
  refuses "stet: no revision 'HEAD~1': this clone is shallow: --fetch lets git bring the rest, as \`git fetch --unshallow\` or \`fetch-depth: 0\` in a workflow does" HEAD~1..HEAD
  finds '' --staged
  echo 'You pay within 45 days.' >terms.md
  finds 'terms.md 90>45'
  must git checkout -q .
  finds 'terms.md 60>90' --fetch HEAD~1..HEAD
  finds 'terms.md 60>90' HEAD~1..HEAD
fi

if in_shape shallow_base_by_id; then
  origin
  base=$(git -C origin rev-parse HEAD~2)
  clone --depth 1 "file://$PWD/origin" clone && cd clone
  refuses "stet: no revision '$base': this clone is shallow: *" "$base..HEAD"
  finds 'terms.md 30>90' --fetch "$base..HEAD"
fi

# As CI does: head and base are each fetched alone, and nothing between.
# As actions/checkout has it with `filter: blob:none`.
if in_shape shallow_partial; then
  origin
  base=$(git -C origin rev-parse HEAD~2)
  must git -C origin branch topic
  clone --depth 1 --filter=blob:none "file://$PWD/origin" clone && cd clone
  refuses "stet: no revision '$base': this clone is shallow: *" "$base...HEAD"
  finds 'terms.md 30>90' --fetch "$base...HEAD"
  finds 'terms.md 60>90' --fetch HEAD~1..HEAD
fi

if in_shape shallow_two_tips; then
  origin
  base=$(git -C origin rev-parse HEAD~2)
  clone --depth 1 "file://$PWD/origin" clone && cd clone
  must git fetch -q --depth 1 origin "$base"
  warning='stet: warning: this clone is shallow, so a Correction trailer on a commit that it lacks is not seen: --fetch *'
  finds 'terms.md 30>90' "$base..HEAD"
  refuses "stet: '$base' and 'HEAD' have no commit in common: this clone is shallow: *" "$base...HEAD"
  warning=''
  finds 'terms.md 30>90' --fetch "$base...HEAD"
fi

if in_shape shallow_branch_of_remote; then
  origin
  must git -C origin switch -qc topic HEAD~1
  (cd origin && commit terms.md 'You pay within 75 days.' four)
  must git -C origin switch -q main
  clone --depth 1 --branch topic "file://$PWD/origin" clone && cd clone
  refuses "stet: no revision 'origin/main': this clone is shallow: *" origin/main...HEAD
  finds 'terms.md 60>75' --fetch origin/main...HEAD
  finds 'terms.md 90>75' --fetch origin/main..HEAD
  refuses "stet: no revision 'origin/nowhere': *" --fetch origin/nowhere..HEAD
fi

# The merge base lies deeper than the first deepening brings.
if in_shape shallow_deep; then
  origin
  (cd origin && git switch -qc topic && commit terms.md 'You pay within 75 days.' topic && git switch -q main &&
    for n in $(seq 120); do git commit -q --allow-empty -m "step $n"; done)
  must git -C origin branch late main
  clone --depth 1 --no-single-branch "file://$PWD/origin" clone && cd clone
  finds 'terms.md 90>75' --fetch main...origin/topic
fi

if in_shape shallow_remote_gone; then
  origin
  clone --depth 1 "file://$PWD/origin" clone && mv origin moved && cd clone
  refuses "stet: git could not fetch from 'origin': *" --fetch HEAD~1..HEAD
fi

if in_shape partial_blobs; then
  origin
  clone --filter=blob:none "file://$PWD/origin" clone && cd clone
  before=$(git cat-file --batch-all-objects --batch-check 2>/dev/null | wc -l)
  refuses 'stet: this partial clone lacks the text of terms.md: --fetch lets git bring it, as a clone without --filter has it' HEAD~1..HEAD
  [ "$before" = "$(git cat-file --batch-all-objects --batch-check 2>/dev/null | wc -l)" ] || fail 'something was fetched unasked'
  finds '' HEAD..HEAD
  finds '' --staged
  finds 'terms.md 60>90' --fetch HEAD~1..HEAD
  finds 'terms.md 60>90' HEAD~1..HEAD
fi

if in_shape partial_blobs_in_one_fetch; then
  origin
  (cd origin && for n in 1 2 3 4 5; do printf 'You pay within 1%s days.\n' "$n" >"r$n.md"; done && git add -A && git commit -qm a &&
    for n in 1 2 3 4 5; do printf 'You pay within 2%s days.\n' "$n" >"r$n.md"; done && git commit -qam b)
  clone --filter=blob:none "file://$PWD/origin" clone && cd clone
  refuses 'stet: this partial clone lacks the texts of 5 documents, r1.md the first: --fetch lets git bring them, *' HEAD~1..HEAD
  export GIT_TRACE2_EVENT=$PWD/../trace
  finds "$(printf 'r%s.md 1%s>2%s\n' 1 1 1 2 2 2 3 3 3 4 4 4 5 5 5)" --fetch HEAD~1..HEAD
  unset GIT_TRACE2_EVENT
  fetches=$(grep '"event":"start"' ../trace | grep -c '"fetch"')
  [ "$fetches" = 1 ] || fail "there were $fetches fetches instead of one"
fi

if in_shape partial_rename; then
  origin
  (cd origin && printf 'A text with several lines.\nThey are long enough.\nSo git knows it again.\n' >old.md && git add -A && git commit -qm a &&
    git mv old.md new.md && echo 'It grew.' >>new.md && git commit -qam b)
  clone --filter=blob:none "file://$PWD/origin" clone && cd clone
  refuses 'stet: this partial clone lacks the text of old.md: *' HEAD~1..HEAD
  finds 'new.md >It grew.' --fetch HEAD~1..HEAD
fi

if in_shape partial_trees; then
  origin
  clone --filter=tree:0 "file://$PWD/origin" clone && cd clone
  refuses 'stet: this partial clone lacks folders of what is compared: --fetch lets git bring them, as a clone without --filter has them' HEAD~1..HEAD
  finds 'terms.md 60>90' --fetch HEAD~1..HEAD
fi

if in_shape partial_sparse; then
  origin
  (cd origin && commit far/away.md 'You pay within 5 days.' far && commit far/away.md 'You pay within 6 days.' farther)
  clone --filter=blob:none --sparse "file://$PWD/origin" clone && cd clone
  [ -e far ] && fail 'is not sparse'
  [ "$(git config core.repositoryformatversion)" = 1 ] || fail 'is not of format 1'
  finds '' --staged
  finds ''
  refuses 'stet: this partial clone lacks the text of far/away.md: *' HEAD~1..HEAD
  finds 'far/away.md 5>6' --fetch HEAD~1..HEAD
fi

if in_shape alternates; then
  origin
  clone --shared origin shared
  clone --reference origin "file://$PWD/origin" reference
  (cd shared && finds 'terms.md 60>90' HEAD~1..HEAD)
  cd reference && finds 'terms.md 60>90' HEAD~1..HEAD
fi

if in_shape alternates_gone; then
  origin
  clone --shared origin clone && mv origin moved && cd clone
  refuses "stet: *: HEAD's commit is not here: \`git fsck\` says more; it borrows objects from $lab/alternates_gone/origin/.git/objects, which is gone (*/objects/info/alternates)" HEAD~1..HEAD
fi
