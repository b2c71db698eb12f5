// Work on several threads. What is computed never depends on how many there are.
#pragma once

#include <algorithm>
#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

namespace skillmatch {

// Calls work(part) for the parts 0 … parts−1, each on a thread of its own, the first on this one.
// Starting and joining a thread takes about 50 µs. The first exception, by part, is thrown here.
template <typename Work>
void for_each_part(unsigned parts, Work work) {
  std::vector<std::exception_ptr> errors(parts);
  const auto run = [&](unsigned part) {
    try {
      work(part);
    } catch (...) {
      errors[part] = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> threads;
    for (unsigned part = 1; part < parts; ++part) threads.emplace_back(run, part);
    if (parts > 0) run(0);
  }
  for (const std::exception_ptr& error : errors) {
    if (error) std::rethrow_exception(error);
  }
}

// The same with the range [0, count) cut into one piece a thread: work(begin, end). No piece is
// smaller than `least`, but the whole.
template <typename Work>
void for_each_range(unsigned threads, std::size_t count, std::size_t least, Work work) {
  const std::size_t most = std::max<std::size_t>(1, count / std::max<std::size_t>(1, least));
  const auto parts = static_cast<unsigned>(std::clamp<std::size_t>(threads, 1, most));
  for_each_part(parts,
                [&](unsigned part) { work(count * part / parts, count * (part + 1) / parts); });
}

}  // namespace skillmatch
