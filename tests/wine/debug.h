/*
 * Wine's debug channels, all off: for a test with a copy of a module's file
 *
 * Copyright 2026 the netapi32 for Wine authors
 *
 * This library is free software; you can redistribute it and/or
 * modify it under the terms of the GNU Lesser General Public
 * License as published by the Free Software Foundation; either
 * version 2.1 of the License, or (at your option) any later version.
 *
 * This library is distributed in the hope that it will be useful,
 * but WITHOUT ANY WARRANTY; without even the implied warranty of
 * MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the GNU
 * Lesser General Public License for more details.
 *
 * You should have received a copy of the GNU Lesser General Public
 * License along with this library; if not, write to the Free Software
 * Foundation, Inc., 51 Franklin St, Fifth Floor, Boston, MA 02110-1301, USA
 */

#ifndef NETAPI32_WINE_DEBUG_H
#define NETAPI32_WINE_DEBUG_H

/* The arguments are still checked against the format, and no code is left. */
#define TEST_NO_MESSAGE(...)  do { if (0) printf( __VA_ARGS__ ); } while (0)

#define TRACE  TEST_NO_MESSAGE
#define WARN   TEST_NO_MESSAGE
#define FIXME  TEST_NO_MESSAGE
#define ERR    TEST_NO_MESSAGE

#define debugstr_a(text)  (text)

#define WINE_DEFAULT_DEBUG_CHANNEL(channel)  extern int winetest_debug

#endif
