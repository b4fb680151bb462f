# SPDX-License-Identifier: Apache-2.0
# What attributes, names and kinds of files make of documents.

# attributes LINE: terms.md under these attributes, changed in the working tree, staged and committed.
attributes() {
  three_commits
  echo "$1" >.gitattributes
  must git add --renormalize .
  must git add -A
  must git commit -qm attributes
  rm terms.md
  must git checkout -- terms.md
  touch -d 2001-01-01 terms.md
  finds '' 
  printf "${2:-You pay within 100 days.\n}" >terms.md
  finds 'terms.md 90>100'
  must git add terms.md
  finds 'terms.md 90>100' --staged
  must git commit -qm later
  finds 'terms.md 90>100' HEAD~1..HEAD
}

if in_shape attribute_crlf; then attributes '*.md text eol=crlf' 'You pay within 100 days.\r\n'; fi
if in_shape attribute_auto; then attributes '* text=auto' 'You pay within 100 days.\r\n'; fi
if in_shape attribute_no_diff; then attributes '*.md -diff'; fi
if in_shape attribute_binary; then attributes '*.md binary'; fi
if in_shape attribute_generated; then attributes '*.md linguist-generated=true'; fi
if in_shape attribute_ident; then attributes '*.md ident'; fi
if in_shape attribute_unknown_filter; then attributes '*.md filter=nowhere'; fi
if in_shape attribute_encoding; then
  three_commits
  echo '*.md working-tree-encoding=UTF-16LE' >.gitattributes
  rm terms.md && printf 'You pay within 90 days.\n' | iconv -t UTF-16LE >terms.md
  printf 'It stays.\n' | iconv -t UTF-16LE >docs/same.md
  must git add -A
  must git commit -qm attributes
  touch -d 2001-01-01 terms.md docs/same.md
  finds ''
  printf 'You pay within 100 days.\n' | iconv -t UTF-16LE >terms.md
  finds 'terms.md 90>100'
  must git add -A
  finds 'terms.md 90>100' --staged
fi
if in_shape attribute_encoding_sha256; then
  three_commits --object-format=sha256
  echo '*.md working-tree-encoding=UTF-16LE' >.gitattributes
  printf 'You pay within 90 days.\n' | iconv -t UTF-16LE >terms.md
  printf 'It stays.\n' | iconv -t UTF-16LE >docs/same.md
  must git add -A
  must git commit -qm attributes
  touch -d 2001-01-01 terms.md docs/same.md
  finds ''
  printf 'You pay within 100 days.\n' | iconv -t UTF-16LE >terms.md
  finds 'terms.md 90>100'
  [ "$(git count-objects | cut -d' ' -f1)" = "$(find .git/objects -type f | wc -l)" ] || fail 'left objects'
fi
if in_shape attribute_filter; then
  three_commits
  git config filter.shout.clean 'tr A-Z a-z'
  echo '*.md filter=shout' >.gitattributes
  must git add --renormalize .
  must git add -A
  must git commit -qm attributes
  echo 'YOU PAY WITHIN 90 DAYS.' >terms.md
  finds ''
  echo 'YOU PAY WITHIN 100 DAYS.' >terms.md
  finds 'terms.md 90>100'
fi

if in_shape autocrlf; then
  three_commits
  git config core.autocrlf true
  rm terms.md && must git checkout -- terms.md
  touch -d 2001-01-01 terms.md
  finds ''
  printf 'You pay within 100 days.\r\n' >terms.md
  finds 'terms.md 90>100'
fi

pointer() { printf 'version https://git-lfs.github.com/spec/v1\noid sha256:%064d\nsize %s\n' "$1" "$1"; }
if in_shape lfs; then
  three_commits
  pointer 1 >big.md && must git add -A && must git commit -qm four
  pointer 2 >big.md && echo 'You pay within 100 days.' >terms.md && must git add -A && must git commit -qm five
  warning='stet: warning: big.md: *is a Git LFS pointer*'
  finds "$(printf 'big.md not read: is a Git LFS pointer whose text is not here: `git lfs pull` brings those of HEAD, `git lfs fetch --all` every one\nterms.md 90>100')" HEAD~1..HEAD
  warning=''
  refuses 'stet: *big.md: is a Git LFS pointer whose text is not here: `git lfs pull` brings those of HEAD, `git lfs fetch --all` every one' HEAD~1..HEAD -- big.md
fi

if in_shape lfs_brought; then
  three_commits
  for days in 5 6; do
    digest=$(printf 'You pay within %s days.\n' "$days" | sha256sum | cut -d' ' -f1)
    mkdir -p ".git/lfs/objects/${digest:0:2}/${digest:2:2}"
    printf 'You pay within %s days.\n' "$days" >".git/lfs/objects/${digest:0:2}/${digest:2:2}/$digest"
    printf 'version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 23\n' "$digest" >big.md
    must git add -A && must git commit -qm big
  done
  finds 'big.md 5>6' HEAD~1..HEAD
fi

if in_shape symbolic_links; then
  three_commits
  ln -s terms.md link.md && must git add -A && must git commit -qm four
  ln -sf docs/same.md link.md && echo 'You pay within 100 days.' >terms.md && must git add -A && must git commit -qm five
  warning='stet: warning: link.md: *is a symbolic link*'
  finds "$(printf 'link.md not read: is a symbolic link\nterms.md 90>100')" HEAD~1..HEAD
  warning=''
  refuses 'stet: *link.md: is a symbolic link*' HEAD~1..HEAD -- link.md
fi

if in_shape names; then
  three_commits
  nfc=$(printf 'caf\303\251.md') nfd=$(printf 'cafe\314\201.md') newline=$(printf 'two\nlines.md')
  for name in 'with space.md' "$nfc" "$nfd" "$newline" '新聞/稿.md' '-dash.md' 'quote"d.md' 'a\b.md'; do
    mkdir -p "$(dirname -- "$name")"
    printf 'You pay within 5 days.\n' >"./$name"
  done
  must git add -A && must git commit -qm four
  for name in 'with space.md' "$nfc" "$nfd" "$newline" '新聞/稿.md' '-dash.md' 'quote"d.md' 'a\b.md'; do printf 'You pay within 6 days.\n' >"./$name"; done
  must git config core.quotePath true
  run diff --format json
  [ "$(python3 -c 'import json,sys; print(len(json.load(open(sys.argv[1]))["documents"]))' "$lab/out")" = 8 ] || fail 'not all eight' "$out"
  run diff
  [ "$status" = 0 ] || fail "status $status" "$err"
  must git add -A && must git commit -qm five
  for name in 'with space.md' "$nfc" "$nfd" '新聞/稿.md' 'quote"d.md' 'a\b.md'; do finds "$name 5>6" HEAD~1..HEAD -- "$name"; done
  finds '-dash.md 5>6' HEAD~1..HEAD -- ./-dash.md
  for setting in core.ignoreCase core.precomposeUnicode; do
    must git config "$setting" true
    finds 'with space.md 5>6' HEAD~1..HEAD -- 'with space.md'
    must git config --unset "$setting"
  done
fi

if in_shape names_sha256; then
  three_commits --object-format=sha256
  nfd=$(printf 'cafe\314\201.md') newline=$(printf 'two\nlines.md')
  for name in 'with space.md' "$nfd" "$newline" 'quote"d.md'; do printf 'You pay within 5 days.\n' >"$name"; done
  must git add -A && must git commit -qm four
  for name in 'with space.md' "$nfd" "$newline" 'quote"d.md'; do printf 'You pay within 6 days.\n' >"$name"; done
  run diff --format json
  [ "$(python3 -c 'import json,sys; print(len(json.load(open(sys.argv[1]))["documents"]))' "$lab/out")" = 4 ] || fail 'not all four' "$out"
  must git commit -qam five
  finds 'with space.md 5>6' HEAD~1..HEAD -- 'with space.md'
fi

if in_shape cases; then
  three_commits
  commit Terms.MD 'You pay within 5 days.' four
  commit Terms.MD 'You pay within 6 days.' five
  finds 'Terms.MD 5>6' HEAD~1..HEAD -- Terms.MD
fi

# renames: read by libgit2, and by git's program, which finds them likewise.
renames() {
  three_commits "$@"
  printf 'A text with several lines.\nThey are long enough.\nSo git knows it again.\n' >old.md
  must git add -A && must git commit -qm four
  must git mv old.md new.md && echo 'It grew.' >>new.md && must git commit -qam five
  finds 'new.md >It grew.' HEAD~1..HEAD -- new.md
  finds 'new.md >It grew.' HEAD~1..HEAD -- old.md
  finds 'new.md >It grew.' HEAD~1..HEAD
}
if in_shape renames; then renames; fi
if in_shape renames_sha256; then renames --object-format=sha256; fi
