// The kind of judgments that have no header.
#pragma once

#include <skillmatch/io/judgments.h>

namespace skillmatch::io {

Judgments read_qrels(const Text& text);

}  // namespace skillmatch::io
