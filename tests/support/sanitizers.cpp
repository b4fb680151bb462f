// SPDX-License-Identifier: Apache-2.0
// Leaks that are not ours: what libgit2 and its pcre2 free only when they are shut down, which no process does.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libpcre2\nleak:libgit2\n"; }
