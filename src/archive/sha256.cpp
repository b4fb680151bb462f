// SPDX-License-Identifier: Apache-2.0
#include "archive/sha256.hpp"

#include <mbedtls/sha256.h>

namespace stet::archive {

Sha256 sha256_of(std::string_view bytes) {
  Sha256 digest{};
  // mbed TLS takes its input as unsigned bytes; it fails only where a hardware engine does, and there is none here.
  mbedtls_sha256_ret(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data(), 0);
  return digest;
}

std::string hex(const Sha256& digest) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : digest) {
    text.push_back(kDigits[byte >> 4]);
    text.push_back(kDigits[byte & 15]);
  }
  return text;
}

std::string sha256(std::string_view bytes) { return hex(sha256_of(bytes)); }

}  // namespace stet::archive
