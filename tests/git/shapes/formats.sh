# SPDX-License-Identifier: Apache-2.0
# Forms of the object database, the index and the configuration.

# changed_everywhere: the comparisons with a range, the index and the working tree.
changed_everywhere() {
  finds 'terms.md 60>90' HEAD~1..HEAD
  finds 'terms.md 30>90' HEAD~2...HEAD
  finds '' --staged
  finds ''
  echo 'You pay within 100 days.' >terms.md
  finds 'terms.md 90>100'
  finds 'terms.md 60>100' HEAD~1
  finds '' --staged
  must git add terms.md
  finds 'terms.md 90>100' --staged
  must git mv docs/same.md docs/other.md
  finds "$(printf 'docs/other.md no change\nterms.md 90>100')" --staged
  finds 'terms.md 90>100' --staged -- terms.md
  refuses 'stet: tmers.md: no such file or folder in HEAD~1 or HEAD' HEAD~1..HEAD -- tmers.md
  refuses 'stet: nowhere.md: no such file or folder in HEAD or index' --staged -- nowhere.md
  must git rm -q --cached terms.md
  finds "$(printf 'docs/other.md no change\nterms.md You pay within 90 days.>')" --staged
  refuses "stet: no revision 'mian': did you mean 'main'*" mian..HEAD
}

if in_shape plain; then
  three_commits
  changed_everywhere
fi

if in_shape sha256; then
  three_commits --object-format=sha256
  # What git itself would start to see which files changed.
  must git config core.fsmonitor 'touch ../fsmonitor-ran; cat'
  changed_everywhere
  [ ! -e ../fsmonitor-ran ] || rm ../fsmonitor-ran # git status of the shape's own making
  finds 'terms.md 60>90' HEAD~1..HEAD
  [ ! -e ../fsmonitor-ran ] || fail "git was let start a program of the repository's"
  id=$(git rev-parse HEAD~2)
  finds 'terms.md 30>90' "${id:0:12}..HEAD"
  finds 'terms.md is new' "$(git hash-object -t tree /dev/null)..HEAD" -- terms.md
  only_command='blame log grep' refuses 'stet: *: SHA-256 objects: diff, report, check and hook read them, *' terms.md
fi

if in_shape sha256_bare; then
  origin --object-format=sha256
  clone --bare origin bare.git && cd bare.git
  finds 'terms.md 60>90' HEAD~1..HEAD
  refuses 'stet: *: a bare repository has no working tree and no index: compare REV..REV' --staged
fi

if in_shape sha256_trailer; then
  three_commits --object-format=sha256
  echo 'You pay within 99 days.' >terms.md
  must git commit -qam "$(printf 'four\n\nCorrection: the number was wrong')"
  says '*' check --config "$lab/policy.toml" HEAD~1..HEAD
fi

if in_shape sha256_partial; then
  origin --object-format=sha256
  clone --filter=blob:none "file://$PWD/origin" clone && cd clone
  refuses 'stet: this partial clone lacks the text of terms.md: --fetch *' HEAD~1..HEAD
  finds 'terms.md 60>90' --fetch HEAD~1..HEAD
fi

if in_shape sha256_shallow; then
  origin --object-format=sha256
  clone --depth 1 "file://$PWD/origin" clone && cd clone
  refuses "stet: no revision 'HEAD~1': this clone is shallow: *" HEAD~1..HEAD
  finds 'terms.md 60>90' --fetch HEAD~1..HEAD
fi

if in_shape sha256_without_git; then
  three_commits --object-format=sha256
  under="env PATH=/nowhere"
  refuses "stet: $PWD: stet reads this repository by git's own program, and git is not on the PATH: install git" HEAD~1..HEAD
fi

if in_shape split_index; then
  three_commits
  must git update-index --split-index
  changed_everywhere
fi

if in_shape index_version_4; then
  three_commits
  must git update-index --index-version 4
  changed_everywhere
fi

if in_shape untracked_cache; then
  three_commits
  must git config core.untrackedCache true
  must git update-index --untracked-cache
  must git status
  changed_everywhere
fi

if in_shape fsmonitor; then
  three_commits
  printf '#!/bin/sh\nprintf "token\\0/\\0"\n' >.git/hooks/monitor && chmod +x .git/hooks/monitor
  must git config core.fsmonitor .git/hooks/monitor
  must git update-index --fsmonitor
  changed_everywhere
fi

if in_shape sparse_index; then
  three_commits
  must git sparse-checkout init --cone --sparse-index
  git ls-files --sparse | grep -q '^docs/$' || fail 'is not sparse'
  finds 'terms.md 60>90' HEAD~1..HEAD
  finds '' --staged
  finds ''
  echo 'You pay within 100 days.' >terms.md
  finds 'terms.md 90>100'
  must git add terms.md
  finds 'terms.md 90>100' --staged
fi

if in_shape worktree_config; then
  three_commits
  must git config extensions.worktreeConfig true
  must git config core.repositoryFormatVersion 1
  must git sparse-checkout set --cone
  [ -e docs ] && fail 'is not sparse'
  finds ''
  must git sparse-checkout set --cone docs
  changed_everywhere
fi

if in_shape unknown_extension; then
  three_commits
  git config core.repositoryFormatVersion 1
  git config extensions.fromTheFuture true
  refuses 'stet: *: a repository that stet cannot read: *fromthefuture, and git says: unknown repository extension found: fromthefuture' HEAD~1..HEAD
fi

if in_shape newer_format; then
  three_commits
  git config core.repositoryFormatVersion 9
  refuses 'stet: *: a repository that stet cannot read: *, and git says: Expected git repo version <= 1, found 9' HEAD~1..HEAD
fi

if in_shape reftable; then
  if git init -q --ref-format=reftable . 2>/dev/null; then
    three_commits
    changed_everywhere
  fi
fi

if in_shape corrupt_blob; then
  three_commits
  id=$(git rev-parse HEAD~1:terms.md)
  chmod u+w ".git/objects/${id:0:2}/${id:2}"
  printf 'no zlib' >".git/objects/${id:0:2}/${id:2}"
  refuses "stet: *terms.md: *$id*git fsck*" HEAD~1..HEAD
fi

if in_shape missing_blob; then
  three_commits
  id=$(git rev-parse HEAD~1:terms.md)
  rm -f ".git/objects/${id:0:2}/${id:2}"
  refuses "stet: *terms.md: *$id*git fsck*" HEAD~1..HEAD
fi

if in_shape corrupt_tree; then
  three_commits
  id=$(git rev-parse HEAD~1^{tree})
  chmod u+w ".git/objects/${id:0:2}/${id:2}"
  printf 'no zlib' >".git/objects/${id:0:2}/${id:2}"
  refuses "stet: *$id*git fsck*" HEAD~1..HEAD
fi

if in_shape corrupt_commit; then
  three_commits
  id=$(git rev-parse HEAD~1)
  chmod u+w ".git/objects/${id:0:2}/${id:2}"
  printf 'no zlib' >".git/objects/${id:0:2}/${id:2}"
  refuses "stet: *$id*git fsck*" HEAD~1..HEAD
fi

if in_shape corrupt_index; then
  three_commits
  printf 'no index' >.git/index
  refuses 'stet: *git'"'"'s index*' --staged
  refuses 'stet: *git'"'"'s index*'
  finds 'terms.md 60>90' HEAD~1..HEAD
fi
