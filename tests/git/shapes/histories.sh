# SPDX-License-Identifier: Apache-2.0
# What commits and references look like, and work that is in the middle of something.

# parted: main and topic part from one commit, each with its own wording.
parted() {
  must git init -q .
  commit terms.md 'You pay within 30 days.' base
  must git switch -qc topic
  commit terms.md 'You pay within 60 days.' topic
  must git switch -q main
  commit other.md 'It opens at 9.' main
}

if in_shape merge_commit; then
  parted
  must git merge -q --no-edit topic
  finds 'terms.md 30>60' HEAD^1..HEAD
  finds 'other.md is new' HEAD^2..HEAD
  finds 'terms.md 30>60' main~1...topic
  finds '' topic...topic
fi

if in_shape criss_cross; then
  parted
  old_main=$(git rev-parse main)
  must git merge -q --no-edit topic
  must git switch -q topic
  must git merge -q --no-edit "$old_main"
  commit terms.md 'You pay within 75 days.' later
  base=$(git merge-base main topic)
  "$stet" diff --format json "$base..topic" >"$lab/expected"
  expected=$(changes "$lab/expected")
  finds "$expected" main...topic
fi

if in_shape unrelated_histories; then
  three_commits
  must git switch -q --orphan alone
  commit terms.md 'You pay within 5 days.' alone
  refuses "stet: 'main' and 'alone' have no commit in common: '..' compares them as they are" main...alone
  finds 'terms.md 90>5' main..alone -- terms.md
fi

if in_shape tags; then
  three_commits
  must git tag -a -m one v1 HEAD~1
  must git tag -a -m nested v1-again v1
  must git tag tree 'HEAD~1^{tree}'
  must git tag -a -m tree annotated-tree 'HEAD~1^{tree}'
  must git tag blob HEAD:terms.md
  for name in v1 v1-again tree annotated-tree; do finds 'terms.md 60>90' "$name..HEAD"; done
  refuses "stet: 'blob' is no commit*" blob..HEAD
  refuses "stet: *'tree...HEAD' needs two commits*" tree...HEAD
  refuses "stet: 'HEAD:terms.md' is no commit*" HEAD:terms.md..HEAD
fi

if in_shape ambiguous_abbreviation; then
  three_commits
  for n in $(seq 400); do git hash-object -w --stdin <<<"$n" >/dev/null; done
  short=$(git cat-file --batch-all-objects --batch-check='%(objectname)' | cut -c1-4 | sort | uniq -d | head -1)
  if [ -z "$short" ]; then
    for n in $(seq 401 1500); do git hash-object -w --stdin <<<"$n" >/dev/null; done
    short=$(git cat-file --batch-all-objects --batch-check='%(objectname)' | cut -c1-4 | sort | uniq -d | head -1)
  fi
  refuses "stet: '$short' begins more than one object's id: give more of it" "$short..HEAD"
fi

if in_shape branch_and_tag_of_one_name; then
  three_commits
  must git tag both HEAD~2
  must git branch both HEAD~1
  expected=$(git diff -U0 both HEAD 2>/dev/null | grep -c '^-You pay within 30')
  [ "$expected" = 1 ] && finds 'terms.md 30>90' both..HEAD || finds 'terms.md 60>90' both..HEAD
fi

if in_shape replaced_commit; then
  three_commits
  commit terms.md 'You pay within 120 days.' four
  must git replace HEAD~1 HEAD~2
  [ "$(git show HEAD~1:terms.md)" = 'You pay within 60 days.' ] || fail 'git does not replace it'
  finds 'terms.md 60>120' HEAD~1..HEAD
fi

if in_shape grafts; then
  three_commits
  printf '%s %s\n' "$(git rev-parse HEAD)" "$(git rev-parse HEAD~2)" >.git/info/grafts
  finds 'terms.md 30>90' HEAD~1..HEAD
fi

conflicted() {
  three_commits
  must git switch -qc topic HEAD~1
  commit terms.md 'You pay within 75 days.' topic
}
while_conflicted() {
  refuses 'stet: terms.md: the index has conflicts: resolve them and `git add` the result' --staged
  finds 'terms.md 60>90' main~1..main
}
for action in merge rebase cherry-pick; do
  if in_shape "conflicted_$action"; then
    conflicted
    git "$action" main >/dev/null 2>&1 && fail 'makes no conflict'
    while_conflicted
    run diff
    [ "$status" = 0 ] && [ -n "$out" ] || fail "diff gave status $status" "$err"
    echo 'You pay within 80 days.' >terms.md
    must git add terms.md
    run diff --format json --staged
    [ "$status" = 0 ] && grep -q 80 "$lab/out" || fail "diff --staged gave status $status" "$err"
  fi
done

if in_shape conflicted_split_index; then
  conflicted
  must git update-index --split-index
  git merge main >/dev/null 2>&1 && fail 'makes no conflict'
  must git update-index --split-index
  while_conflicted
  run diff --format json
  [ "$status" = 0 ] && [ -n "$out" ] || fail "diff gave status $status" "$err"
fi

if in_shape conflicted_sha256; then
  must git init -q --object-format=sha256
  commit terms.md 'You pay within 60 days.' base
  must git switch -qc topic
  commit terms.md 'You pay within 75 days.' topic
  must git switch -q main
  commit terms.md 'You pay within 90 days.' main
  git merge topic >/dev/null 2>&1 && fail 'makes no conflict'
  while_conflicted
  run diff --format json
  [ "$status" = 0 ] && grep -q terms.md "$lab/out" || fail "diff gave status $status" "$err"
fi

if in_shape bisecting; then
  three_commits
  must git bisect start HEAD HEAD~2
  finds '' --staged
  finds 'terms.md 60>90' main~1..main
fi

# The history commands where libgit2 needs no help from git.
if in_shape history_commands; then
  three_commits
  must git config extensions.worktreeConfig true
  must git config core.repositoryFormatVersion 1
  must git update-index --split-index
  says '*90 days*' blame terms.md --no-index
  says '*terms.md*' log terms.md --no-index
  says '*60*' grep 60 --no-index
  must git worktree add -q -b topic ../history_linked
  cd ../history_linked
  says '*90 days*' blame terms.md
  says '*60*' grep 60
fi

# blame, grep, log and trace go as far as the clone does, and say so.
if in_shape shallow_history; then
  origin
  clone --depth 2 "file://$PWD/origin" clone && cd clone
  for words in 'blame terms.md' 'log terms.md' 'grep days' 'trace terms.md 0'; do
    # shellcheck disable=SC2086
    run $words --no-index
    [ "$status" = 0 ] && [ -n "$out" ] || fail "'$words' gave status $status" "$err"
    [[ $err == 'stet: warning: this clone is shallow, so versions before its oldest commit are missing: `git fetch --unshallow` brings them' ]] || fail "'$words' says" "$err"
  done
fi

if in_shape partial_history; then
  origin
  clone --filter=blob:none "file://$PWD/origin" clone && cd clone
  for words in 'blame terms.md' 'grep 30'; do
    # shellcheck disable=SC2086
    run $words --no-index
    [ "$status" = 2 ] && [ -z "$out" ] || fail "'$words' gave status $status" "$out"
    [[ $err == 'stet: '*': the blob is not here; in a partial clone `git fetch --refetch --no-filter` brings it, '* ]] || fail "'$words' says" "$err"
  done
fi
