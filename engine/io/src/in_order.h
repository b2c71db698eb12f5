// Pieces made by several threads, taken by one in the order of their turns.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

namespace skillmatch::io {

// A turn may come in several pieces. Of a turn that is not the next one only one piece is held, and
// no turn is more than `window` ahead: memory is bounded by that many pieces.
template <typename Piece>
class InOrder {
 public:
  explicit InOrder(std::uint64_t window) : window_(window) {}

  // Waits for room; a piece that is not the last of its turn waits until the turn has come. False
  // once closed: nobody will take it.
  bool put(std::uint64_t turn, Piece piece, bool last) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] {
      const bool is_next = turn == next_;
      return closed_ || ((last ? turn < next_ + window_ : is_next) && !held_.contains(turn));
    });
    if (closed_) return false;
    held_.emplace(turn, Held{std::move(piece), last});
    changed_.notify_all();
    return true;
  }

  // There are so many turns.
  void end(std::uint64_t turns) {
    const std::lock_guard lock(mutex_);
    turns_ = turns;
    changed_.notify_all();
  }

  struct Taken {
    std::optional<Piece> piece;  // nothing: none came in time, or all are taken
    bool last = false;           // of its turn
    bool is_end = false;         // all are taken
  };
  Taken take(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    const auto is_end = [&] { return turns_ && next_ == *turns_; };
    changed_.wait_for(lock, patience, [&] { return held_.contains(next_) || is_end(); });
    const auto at = held_.find(next_);
    if (at == held_.end()) return {std::nullopt, false, is_end()};
    Taken taken{std::move(at->second.piece), at->second.last, false};
    held_.erase(at);
    if (taken.last) ++next_;
    changed_.notify_all();
    return taken;
  }

  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

 private:
  struct Held {
    Piece piece;
    bool last;
  };
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::uint64_t, Held> held_;
  std::uint64_t window_;
  std::uint64_t next_ = 0;
  std::optional<std::uint64_t> turns_;
  bool closed_ = false;
};

}  // namespace skillmatch::io
