// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "stet/result.hpp"

namespace stet {

/// How the bytes of a source are to be read.
enum class TextType : std::uint8_t { Plain, Markdown };

/// The type that a path's ending says: Markdown for `.md` and `.markdown` in any case, else plain.
[[nodiscard]] TextType type_of_path(std::string_view path);

/// A published text as it came: bytes, and the label under which messages speak of it.
///
/// The bytes are a mapped file, an owned string or shared with somebody. Copies share them, so a copy is cheap and
/// keeps them alive. Nothing is decoded or checked here; `read_document()` does that.
class Source {
 public:
  /// An empty text.
  Source() = default;

  /// Takes ownership of `bytes`.
  [[nodiscard]] static Source of(std::string bytes, std::string label, TextType type = TextType::Plain);

  /// Bytes of somebody else, that are there and stay as they are while `owner` is held. Nothing is copied.
  [[nodiscard]] static Source of_shared(std::shared_ptr<const void> owner, std::string_view bytes, std::string label,
                                        TextType type = TextType::Plain);

  /// Maps a regular file, or reads whatever else can be read (a pipe), and takes the type from the
  /// path's ending unless one is given. NotFound, NotReadable, or NotADocument for a directory.
  /// A file that shrinks while it is mapped must not be read here: files that another program may
  /// truncate are copied when they are small enough for that to cost nothing (below 64 KiB).
  [[nodiscard]] static Result<Source> open(const std::string& path, std::optional<TextType> type = std::nullopt);

  /// The same bytes under another label, or as another type.
  [[nodiscard]] Source with_label(std::string label) const;
  [[nodiscard]] Source with_type(TextType type) const;

  [[nodiscard]] std::string_view bytes() const { return bytes_; }
  [[nodiscard]] const std::string& label() const { return label_; }
  [[nodiscard]] TextType type() const { return type_; }

 private:
  std::shared_ptr<const void> storage_;
  std::string_view bytes_;
  std::string label_;
  TextType type_ = TextType::Plain;
};

}  // namespace stet
