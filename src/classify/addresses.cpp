// SPDX-License-Identifier: Apache-2.0
//
// An address has a scheme, or "www.", or an at sign between names of hosts, or is a host's name that ends in a domain
// with a known name. It goes on up to white space, without the marks that the run of bytes ends in.
//
//   See https://a.org/b(c), or write to me@example.org.       https://a.org/b(c | me@example.org
//
// Whether one begins is asked at every word and number of a run, and a run may be as long as the text. So what decides
// is noted once a run: the last of each sign in it. Cost: linear.
#include "classify/addresses.hpp"

#include <algorithm>
#include <array>

namespace stet::classify {
namespace {

/// Without a sign in so many bytes it is a word.
constexpr std::size_t kLongestUndecided = 64;

constexpr std::array<std::string_view, 40> kDomains = {
    "com", "org", "net", "int", "gov", "edu", "eu", "uk", "de",   "fr",     "ru",    "cn", "jp", "es",
    "it",  "pt",  "br",  "in",  "ch",  "at",  "be", "nl", "info", "io",     "us",    "ca", "au", "mx",
    "ar",  "eg",  "sa",  "ae",  "ma",  "pl",  "se", "no", "dk",   "museum", "world", "app"};

bool is_host_byte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '-' ||
         byte == '.' || byte == '_' || byte == '+' || byte == '%';
}

bool is_sign(char byte) { return byte == '@' || byte == '/' || byte == '.'; }
bool is_trailing(char byte) { return std::string_view(".,;:!?)]}'*_").contains(byte); }

/// White space, letters beyond ASCII, and what encloses an address.
bool ends_run(char byte) {
  return (byte & 0x80) != 0 || byte == ' ' || (byte >= '\t' && byte <= '\r') || byte == '<' || byte == '>' ||
         byte == '"';
}

}  // namespace

void AddressFinder::enter_run(std::size_t position) {
  run_end_ = position;
  while (run_end_ < text_.size() && !ends_run(text_[run_end_])) ++run_end_;
  next_sign_ = position;
  run_ = {.end = run_end_};
  while (run_.end > position && is_trailing(text_[run_.end - 1])) --run_.end;
  scheme_ = at_ = other_at_ = kNone;
  for (std::size_t i = position; i < run_.end; ++i) {
    const char byte = text_[i];
    if (byte == '@') {
      other_at_ = at_;
      at_ = i;
    } else if (!is_host_byte(byte)) {
      run_.other = i;
      if (byte == ':' && text_.substr(0, run_.end).substr(i).starts_with("://")) scheme_ = i;
    } else if (byte == '.') {
      run_.dot = i;
    }
  }
}

void AddressFinder::enter_host(std::size_t position) {
  host_ = {.end = std::min(text_.substr(0, run_.end).find('/', position), run_.end)};
  for (std::size_t i = position; i < host_.end; ++i) {
    if (text_[i] == '.') host_.dot = i;
    if (!is_host_byte(text_[i])) host_.other = i;
  }
  known_domain_ = host_.dot != kNone &&
                  std::ranges::find(kDomains, text_.substr(host_.dot + 1, host_.end - host_.dot - 1)) != kDomains.end();
}

bool AddressFinder::has_sign_soon(std::size_t position) {
  next_sign_ = std::max(next_sign_, position);
  while (next_sign_ < run_end_ && !is_sign(text_[next_sign_])) ++next_sign_;
  return next_sign_ < run_end_ && next_sign_ - position <= kLongestUndecided;
}

bool AddressFinder::is_mail(std::size_t position) const {
  const bool alone = other_at_ == kNone || other_at_ < position;
  const bool named = run_.other == kNone || run_.other < position;
  return at_ != position && alone && named && run_.dot != kNone && run_.dot > at_;
}

bool AddressFinder::is_domain(std::size_t position) {
  constexpr std::size_t kShortestName = 2;
  if (position >= host_.end) enter_host(position);
  const bool named = host_.other == kNone || host_.other < position;
  return known_domain_ && named && host_.dot >= position + kShortestName;
}

std::optional<std::size_t> AddressFinder::end_at(std::size_t position) {
  constexpr std::string_view kMail = "mailto:";
  constexpr std::string_view kWeb = "www.";
  if (position >= run_end_) enter_run(position);
  if (!has_sign_soon(position) || run_.end <= position) return std::nullopt;
  const std::string_view text = text_.substr(position, run_.end - position);
  const auto found = [&](bool is) { return is ? std::optional(run_.end) : std::nullopt; };
  if ((scheme_ != kNone && scheme_ >= position) || text.starts_with(kMail)) return found(text.size() > kMail.size());
  if (text.starts_with(kWeb)) return found(text.size() > kWeb.size() + 2);
  if (at_ != kNone && at_ >= position) return found(is_mail(position));
  return found(is_domain(position));
}

}  // namespace stet::classify
