# SPDX-License-Identifier: Apache-2.0
# Where the repository, its working tree and its settings are.

if in_shape linked_worktree; then
  origin
  must git -C origin worktree add -q -b topic ../linked HEAD~1
  cd linked
  commit terms.md 'You pay within 75 days.'
  finds 'terms.md 60>75' HEAD~1..HEAD
  finds 'terms.md 60>75' main...HEAD
  echo 'You pay within 80 days.' >terms.md
  finds 'terms.md 75>80'
  must git add -A
  finds 'terms.md 75>80' --staged
fi

if in_shape linked_worktree_moved; then
  origin
  must git -C origin worktree add -q -b topic ../linked
  mv linked elsewhere
  (cd elsewhere && finds 'terms.md 60>90' HEAD~1..HEAD)
  mv origin gone
  cd elsewhere
  refuses "stet: $PWD/.git: names a repository that is not there, $lab/linked_worktree_moved/origin/.git/worktrees/linked: \`git worktree repair $PWD\` in the repository mends what was moved" HEAD~1..HEAD
fi

if in_shape linked_worktree_deleted; then
  origin
  must git -C origin worktree add -q -b topic ../linked
  rm -r linked && cd origin
  finds 'terms.md 60>90' HEAD~1..HEAD
  finds ''
fi

if in_shape bare; then
  origin
  clone --bare origin bare.git && cd bare.git
  finds 'terms.md 60>90' HEAD~1..HEAD
  refuses 'stet: *: a bare repository has no working tree and no index: compare REV..REV' --staged
  refuses 'stet: *: a bare repository has no working tree and no index: compare REV..REV'
  cd objects && finds 'terms.md 60>90' HEAD~1..HEAD
fi

if in_shape inside_git_directory; then
  three_commits
  cd .git
  finds 'terms.md 60>90' HEAD~1..HEAD
fi

if in_shape submodule; then
  mkdir module.md && (cd module.md && three_commits)
  mv module.md part
  mkdir super && cd super && must git init -q
  commit own.md 'It opens at 9.' one
  must git submodule add -q "$lab/submodule/part" part
  must git submodule add -q "$lab/submodule/part" named.md
  must git commit -qm two
  must git -C part checkout -q HEAD~1
  must git -C named.md checkout -q HEAD~1
  echo 'It opens at 10.' >own.md
  finds "$(printf 'named.md not read: is a submodule: run stet inside it\nown.md 9>10')"
  must git add -A
  warning='stet: warning: named.md: *is a submodule*'
  finds "$(printf 'named.md not read: is a submodule: run stet inside it\nown.md 9>10')" --staged
  must git commit -qm three
  warning='stet: warning: named.md: *is a submodule*'
  finds "$(printf 'named.md not read: is a submodule: run stet inside it\nown.md 9>10')" HEAD~1..HEAD
  warning=''
  refuses 'stet: HEAD~1:part: is a submodule: run stet inside it' HEAD~1..HEAD -- part
  refuses 'stet: part/terms.md: lies in the submodule part: run stet inside it' HEAD~1..HEAD -- part/terms.md
  cd part
  finds 'terms.md 30>60' HEAD~1..HEAD
fi

if in_shape unicode_path; then
  mkdir 'Преса – 新聞 é' && cd 'Преса – 新聞 é'
  three_commits
  finds 'terms.md 60>90' HEAD~1..HEAD
fi

if in_shape variables; then
  origin
  export GIT_DIR=$PWD/origin/.git GIT_WORK_TREE=$PWD/origin
  finds 'terms.md 60>90' HEAD~1..HEAD
  cp -p origin/.git/index other
  GIT_INDEX_FILE=$PWD/other git rm -q --cached terms.md
  GIT_INDEX_FILE=$PWD/other finds 'terms.md You pay within 90 days.>' --staged
  finds '' --staged
  export GIT_DIR=$PWD/nowhere
  refuses 'stet: */nowhere: no such folder*' HEAD~1..HEAD
  unset GIT_DIR GIT_WORK_TREE
fi

# partial_commit: a hook of `git commit PATH` sees the index that git made for it.
partial_commit() {
  cat >.git/hooks/pre-commit <<HOOK
#!/bin/sh
"$stet" check --staged --config "$lab/policy.toml" >"$lab/hooked" 2>&1
HOOK
  chmod +x .git/hooks/pre-commit
  echo 'You pay within 91 days.' >terms.md
  echo 'It goes.' >docs/same.md
  must git add -A
  echo 'You pay within 92 days.' >terms.md
  git commit -qm part terms.md >/dev/null 2>&1 && fail 'the hook let it pass'
  grep -q 92 "$lab/hooked" && ! grep -q 'It goes' "$lab/hooked" || fail 'the hook saw' "$(<"$lab/hooked")"
}
if in_shape partial_commit; then three_commits && partial_commit; fi
if in_shape partial_commit_sha256; then three_commits --object-format=sha256 && partial_commit; fi
if in_shape partial_commit_split_index; then
  three_commits
  must git config core.splitIndex true
  must git update-index --split-index
  partial_commit
fi

# hooked: an installed hook stops a commit against the policy.
hooked() {
  cp "$lab/policy.toml" stet.toml
  says 'Installed*' hook install
  says 'Installed*' hook status
  echo 'You pay within 120 days.' >terms.md
  must git add -A
  git commit -qm late >"$lab/made" 2>&1 && fail 'the hook let it pass' "$(<"$lab/made")"
  grep -q 120 "$lab/made" || fail 'the hook says' "$(<"$lab/made")"
  says '*' hook uninstall
}
if in_shape hook; then three_commits && hooked; fi
if in_shape hook_sha256; then three_commits --object-format=sha256 && hooked; fi
if in_shape hook_split_index; then three_commits && must git update-index --split-index && hooked; fi
if in_shape hook_linked_worktree; then
  origin
  must git -C origin worktree add -q -b topic ../linked
  cd linked && hooked
fi
if in_shape hook_shallow; then
  origin
  clone --depth 1 "file://$PWD/origin" clone
  cd clone && hooked
fi

if in_shape no_repository; then
  refuses 'stet: .: no git repository here or above: *' HEAD~1..HEAD
fi

if in_shape empty_repository; then
  must git init -q
  finds '' --staged
  refuses "stet: no revision 'HEAD': *has no commit yet*" HEAD..HEAD
  refuses "stet: no revision 'HEAD': *has no commit yet*" HEAD
fi

if in_shape unborn_head; then
  must git init -q
  echo 'You pay within 30 days.' >terms.md
  must git add -A
  finds 'terms.md is new' --staged
  finds 'terms.md is new'
  must git commit -qm one
  must git switch -q --orphan other
  finds '' --staged
  refuses "stet: no revision 'HEAD': *has no commit yet*" main..HEAD
fi

if in_shape detached_head; then
  three_commits
  must git checkout -q HEAD~1
  finds 'terms.md 30>60' HEAD~1..HEAD
  finds 'terms.md 60>90' HEAD..main
  finds '' --staged
fi

if in_shape head_branch_missing; then
  three_commits
  rm .git/HEAD
  refuses 'stet: .: no git repository here or above: *' HEAD~1..HEAD
fi

if in_shape foreign_owner && by_root; then
  origin
  chown -R 1234:1234 origin && cd origin
  refuses "stet: *: this repository belongs to another user: \`git config --global --add safe.directory $PWD\` says that you trust it" HEAD~1..HEAD
  must git config --global --add safe.directory "$PWD"
  finds 'terms.md 60>90' HEAD~1..HEAD
  git config --global --unset-all safe.directory
  under='setpriv --reuid 1234 --regid 1234 --clear-groups'
  finds 'terms.md 60>90' HEAD~1..HEAD
fi

if in_shape unreadable && by_root; then
  three_commits
  chown -R 1234:1234 .
  under='setpriv --reuid 1234 --regid 1234 --clear-groups'
  chown 0:0 .git/config && chmod 600 .git/config
  finds 'terms.md 60>90' HEAD~1..HEAD
  chown 1234 .git/config
  chown 0:0 terms.md && chmod 600 terms.md
  echo 'You pay within 1 day.' >terms.md
  refuses 'stet: *terms.md*ermission denied*' -- terms.md
fi

if in_shape included_settings; then
  three_commits
  git config --global includeIf.gitdir:"$PWD/".path "$PWD/nowhere"
  finds 'terms.md 60>90' HEAD~1..HEAD
  git config --global --remove-section "includeIf.gitdir:$PWD/"
  printf '[core\n' >>.git/config
  refuses 'stet: *config*' HEAD~1..HEAD
fi
