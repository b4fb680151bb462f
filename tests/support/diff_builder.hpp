// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stet/diff.hpp"

namespace stet::test {

/// Paragraphs, each a list of sentences.
using Paragraphs = std::vector<std::vector<std::string>>;

/// A segmented document of plain paragraphs: sentences with a space between, paragraphs with an empty line between.
[[nodiscard]] Document document_of(const Paragraphs& paragraphs);

[[nodiscard]] Edit keep(std::string text);
[[nodiscard]] Edit gone(std::string text, CategorySet categories);
[[nodiscard]] Edit came(std::string text, CategorySet categories);

/// A comparison made by hand, for tests of what comes after it.
///
/// Sentences are named by their index in the document. Those that no call names are paired off in order, as
/// unchanged. Changes are put in the reading order of the after document; a removed one is told where it stood.
class DiffBuilder {
 public:
  DiffBuilder(const Paragraphs& before, const Paragraphs& after);

  DiffBuilder& reworded(unsigned before, unsigned after, Severity severity, std::vector<Edit> edits);
  DiffBuilder& split(unsigned before, std::vector<unsigned> after, Severity severity, std::vector<Edit> edits);
  DiffBuilder& merged(std::vector<unsigned> before, unsigned after, Severity severity, std::vector<Edit> edits);
  DiffBuilder& moved(unsigned before, unsigned after);
  DiffBuilder& added(unsigned after);
  /// @param before_after  The sentence of the after document that it would stand before.
  DiffBuilder& removed(unsigned before, unsigned before_after);
  /// The change named last moved as well.
  DiffBuilder& also_moved();
  DiffBuilder& metadata(MetadataChange change);

  [[nodiscard]] DocumentDiff build() const;

 private:
  struct Placed {
    Change change;
    unsigned position;  ///< In the after document, for the order.
  };
  DiffBuilder& add(Change change, unsigned position);

  Document before_;
  Document after_;
  std::vector<Placed> changes_;
  std::vector<MetadataChange> metadata_;
};

}  // namespace stet::test
