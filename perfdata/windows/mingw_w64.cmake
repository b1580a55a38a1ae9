# Toolchain: programs for 64-bit Windows made by Debian's g++-mingw-w64-x86-64-posix, run by Wine in tests.
# The -posix compiler, because std::thread needs it; -static, because nothing of it is on a Windows machine.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR AMD64)
set(CMAKE_C_COMPILER x86_64-w64-mingw32-gcc-posix)
set(CMAKE_CXX_COMPILER x86_64-w64-mingw32-g++-posix)
set(CMAKE_RC_COMPILER x86_64-w64-mingw32-windres)

set(CMAKE_FIND_ROOT_PATH /usr/x86_64-w64-mingw32)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)

set(CMAKE_EXE_LINKER_FLAGS_INIT "-static")
set(CMAKE_SHARED_LINKER_FLAGS_INIT "-static")
set(CMAKE_MODULE_LINKER_FLAGS_INIT "-static")

# Where Wine finds its prefix, and what keeps a crash from ending in exit code 0, stands in the environment:
# tests/windows/run_under_wine sets it.
find_program(PERFDATA_WINE NAMES wine wine-stable)
if(PERFDATA_WINE)
  set(CMAKE_CROSSCOMPILING_EMULATOR ${PERFDATA_WINE})
endif()
