// What the C++ library of emscripten 3.1.6 lacks of C++20 and the engine uses; included before
// every file. There is one thread on a page: what would run beside runs at once.
#pragma once

#include <bit>
#include <thread>

namespace std {  // NOLINT(cert-dcl58-cpp)

#ifndef __cpp_lib_bit_cast
template <class To, class From>
constexpr To bit_cast(const From& from) noexcept {
  return __builtin_bit_cast(To, from);
}
#endif

#ifndef __cpp_lib_jthread
struct jthread {
  template <class Work, class... Arguments>
  explicit jthread(Work& work, Arguments... arguments) {
    work(arguments...);
  }
};
#endif

}  // namespace std
