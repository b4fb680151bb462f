// SPDX-License-Identifier: Apache-2.0
// Leaks that are not ours: pcre2 keeps match data for libgit2, which frees it only when it is shut down.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libpcre2\nleak:pcre2_\n"; }
