// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace stet::classify {

/// Finds URLs, mail addresses and domains in a text, from its beginning to its end.
class AddressFinder {
 public:
  explicit AddressFinder(std::string_view text) : text_(text) {}

  /// Where the address that begins at `position` ends; nothing where none does. Positions must not fall.
  [[nodiscard]] std::optional<std::size_t> end_at(std::size_t position);

 private:
  static constexpr std::size_t kNone = std::string_view::npos;

  /// Some bytes with what decides whether the end of them is an address, from wherever it begins.
  struct Stretch {
    std::size_t end = 0;
    std::size_t dot = kNone;    ///< The last one,
    std::size_t other = kNone;  ///< and the last byte that is in no host's name, nor an at sign.
  };

  void enter_run(std::size_t position);
  void enter_host(std::size_t position);
  [[nodiscard]] bool has_sign_soon(std::size_t position);
  [[nodiscard]] bool is_mail(std::size_t position) const;
  [[nodiscard]] bool is_domain(std::size_t position);

  std::string_view text_;
  std::size_t run_end_ = 0;  ///< Up to where nothing stands that is in no address.
  std::size_t next_sign_ = 0;
  Stretch run_;                   ///< Without the marks that it ends in.
  std::size_t scheme_ = kNone;    ///< The last "://" in it,
  std::size_t at_ = kNone;        ///< the last at sign,
  std::size_t other_at_ = kNone;  ///< and the one before that.
  Stretch host_;                  ///< Up to a slash.
  bool known_domain_ = false;     ///< Whether it ends in one.
};

}  // namespace stet::classify
