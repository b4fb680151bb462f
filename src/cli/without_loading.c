// SPDX-License-Identifier: Apache-2.0
//
// Stand-ins for what a program without a loader cannot do. In a static program these functions of the C library load
// shared libraries of the machine, which must be of the very version that the program was linked with. stet needs none
// of them: ICU's and SQLite's extensions are never loaded, libgit2 asks for no address and, but in a program that runs
// as another user than who started it, for nobody's home. A library that asks after all is told no at once. The linker
// puts
// __wrap_NAME where NAME is called (CMakeLists.txt). Compiled only for a program that is static
// (docs/decisions/0009-one-static-program.md).
#include <netdb.h>
#include <pwd.h>
#include <stddef.h>

void* __wrap_dlopen(const char* file, int mode);
int __wrap_getaddrinfo(const char* name, const char* service, const struct addrinfo* request, struct addrinfo** result);
void __wrap_freeaddrinfo(struct addrinfo* result);
int __wrap_getpwuid_r(uid_t user, struct passwd* entry, char* buffer, size_t size, struct passwd** result);
void __wrap___register_frame_info(const void* begin, void* object);
void* __wrap___deregister_frame_info(const void* begin);

void* __wrap_dlopen(const char* file, int mode) {
  (void)file;
  (void)mode;
  return NULL;
}

int __wrap_getaddrinfo(const char* name, const char* service, const struct addrinfo* request,
                       struct addrinfo** result) {
  (void)name;
  (void)service;
  (void)request;
  (void)result;
  return EAI_FAIL;
}

void __wrap_freeaddrinfo(struct addrinfo* result) { (void)result; }

int __wrap_getpwuid_r(uid_t user, struct passwd* entry, char* buffer, size_t size, struct passwd** result) {
  (void)user;
  (void)entry;
  (void)buffer;
  (void)size;
  *result = NULL;  // no such user
  return 0;
}

// The start of a static program registers its frames with these, and the first exception then sorts all of them. Not
// registered, they are found as in a dynamic program, in the table that the linker has sorted (--eh-frame-hdr).
void __wrap___register_frame_info(const void* begin, void* object) {
  (void)begin;
  (void)object;
}

void* __wrap___deregister_frame_info(const void* begin) {
  (void)begin;
  return NULL;
}
