// SPDX-License-Identifier: Apache-2.0
#include "cli/compare_all.hpp"

#include "cli/output.hpp"

namespace stet::cli {

Result<Report> compare_all(std::vector<Pair> pairs, const DiffOptions& options, const Context& context) {
  std::size_t bytes = 0;
  for (const Pair& pair : pairs)
    for (const Result<Source>* side : {&pair.before, &pair.after}) bytes += *side ? (*side)->bytes().size() : 0;
  if (context.environment.make_room) context.environment.make_room(bytes);
  Report report;
  for (Pair& pair : pairs) {
    const Error* failed = !pair.before ? &pair.before.error() : !pair.after ? &pair.after.error() : nullptr;
    Result<DocumentDiff> compared =
        failed != nullptr ? std::unexpected(*failed) : diff(*pair.before, *pair.after, options);
    if (!compared) {
      if (pair.named) return std::unexpected(std::move(compared).error());
      report.not_read.push_back({.path = pair.name, .reason = compared.error().message});
      continue;
    }
    warn_of(compared->before, context.streams);
    warn_of(compared->after, context.streams);
    report.documents.push_back({.name = std::move(pair.name),
                                .before = std::move(pair.before_side),
                                .after = std::move(pair.after_side),
                                .diff = std::move(*compared)});
  }
  return report;
}

}  // namespace stet::cli
