// SPDX-License-Identifier: Apache-2.0
//
// Stand-ins for the parts of libgit2's archive that talk to other machines: TLS, SSH and GSSAPI. stet fetches nothing
// through libgit2, and starting them (parsing the machine's certificates, above all) costs more than everything else
// that `git_libgit2_init` does. With these symbols defined first, the linker leaves libgit2's own objects out, and with
// them mbed TLS's network part, libssh2, OpenSSL and GSSAPI. Compiled only when libgit2.a is linked.
#include <git2/errors.h>

// libgit2 exports no header for these; the pointers' types do not matter to a function that only refuses.
int git_mbedtls_stream_global_init(void);
int git_mbedtls__set_cert_location(const char* file, const char* path);
int git_mbedtls_stream_new(void** out, const char* host, const char* port);
int git_mbedtls_stream_wrap(void** out, void* in, const char* host);
int git_smart_subtransport_ssh(void** out, void* owner, void* param);
int git_transport_ssh_global_init(void);
int git_transport_ssh_with_paths(void** out, void* owner, void* payload);
int git_http_auth_negotiate(void** out, const void* url);

static int refuse(void) {
  git_error_set_str(GIT_ERROR_NET, "stet uses no network");
  return -1;
}

int git_mbedtls_stream_global_init(void) { return 0; }
int git_transport_ssh_global_init(void) { return 0; }

int git_mbedtls__set_cert_location(const char* file, const char* path) {
  (void)file;
  (void)path;
  return refuse();
}

int git_mbedtls_stream_new(void** out, const char* host, const char* port) {
  (void)out;
  (void)host;
  (void)port;
  return refuse();
}

int git_mbedtls_stream_wrap(void** out, void* in, const char* host) {
  (void)out;
  (void)in;
  (void)host;
  return refuse();
}

int git_smart_subtransport_ssh(void** out, void* owner, void* param) {
  (void)out;
  (void)owner;
  (void)param;
  return refuse();
}

int git_transport_ssh_with_paths(void** out, void* owner, void* payload) {
  (void)out;
  (void)owner;
  (void)payload;
  return refuse();
}

int git_http_auth_negotiate(void** out, const void* url) {
  (void)out;
  (void)url;
  return refuse();
}
