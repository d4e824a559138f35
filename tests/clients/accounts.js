// Makes a user and a group, puts the one into the other, and takes all back, as a configuration tool in JavaScript does.
//
// Copyright 2026 the netapi32 for Wine authors
// SPDX-License-Identifier: LGPL-2.1-or-later

'use strict';

const fs = require('fs');
const koffi = require('koffi');
const netapi32 = koffi.load('netapi32.dll');

koffi.struct('USER_INFO_1', {
    name: 'str16', password: 'str16', password_age: 'uint32', priv: 'uint32', home_dir: 'str16', comment: 'str16',
    flags: 'uint32', script_path: 'str16',
});
koffi.struct('LOCALGROUP_INFO_1', { name: 'str16', comment: 'str16' });
koffi.struct('LOCALGROUP_MEMBERS_INFO_3', { domainandname: 'str16' });
koffi.struct('LOCALGROUP_USERS_INFO_0', { name: 'str16' });

const NetApiBufferFree = netapi32.func('uint32 __stdcall NetApiBufferFree(void *buffer)');
const NetUserAdd = netapi32.func('uint32 __stdcall NetUserAdd(str16 server, uint32 level, USER_INFO_1 *info, _Out_ uint32 *parm)');
const NetUserDel = netapi32.func('uint32 __stdcall NetUserDel(str16 server, str16 name)');
const NetUserGetInfo = netapi32.func(
    'uint32 __stdcall NetUserGetInfo(str16 server, str16 name, uint32 level, _Out_ void **buffer)');
const NetUserGetLocalGroups = netapi32.func('uint32 __stdcall NetUserGetLocalGroups(str16 server, str16 name, uint32 level,' +
    ' uint32 flags, _Out_ void **buffer, uint32 max, _Out_ uint32 *read, _Out_ uint32 *total)');
const NetLocalGroupAdd = netapi32.func(
    'uint32 __stdcall NetLocalGroupAdd(str16 server, uint32 level, LOCALGROUP_INFO_1 *info, _Out_ uint32 *parm)');
const NetLocalGroupAddMembers = netapi32.func('uint32 __stdcall NetLocalGroupAddMembers(str16 server, str16 group, uint32 level,' +
    ' LOCALGROUP_MEMBERS_INFO_3 *members, uint32 count)');
const NetLocalGroupDel = netapi32.func('uint32 __stdcall NetLocalGroupDel(str16 server, str16 name)');

const USER = 'node tool', GROUP = 'node readers';
// a pipe is no output that this Node can write to under Wine: results go to the file that is named
const results = [];
const tell = (...words) => results.push(words.join(' ') + '\n');

const parm = [0], buffer = [null], read = [0], total = [0];

tell('NetUserAdd', NetUserAdd(null, 1, {
    name: USER, password: 'Long-Pa55word-1', password_age: 0, priv: 1, home_dir: null, comment: 'made by JavaScript',
    flags: 0x10201, script_path: null,
}, parm));
tell('NetLocalGroupAdd', NetLocalGroupAdd(null, 1, { name: GROUP, comment: 'may read' }, parm));
tell('NetLocalGroupAddMembers', NetLocalGroupAddMembers(null, GROUP, 3, { domainandname: USER }, 1));
tell('NetUserGetInfo', NetUserGetInfo(null, USER, 1, buffer));
const info = koffi.decode(buffer[0], 'USER_INFO_1');
tell('comment', info.comment);
NetApiBufferFree(buffer[0]);
tell('NetUserGetLocalGroups', NetUserGetLocalGroups(null, USER, 0, 0, buffer, 0xffffffff, read, total));
for (let i = 0; i < read[0]; i++) tell('group', koffi.decode(buffer[0], i * 8, 'LOCALGROUP_USERS_INFO_0').name);
NetApiBufferFree(buffer[0]);
tell('NetUserDel', NetUserDel(null, USER));
tell('NetLocalGroupDel', NetLocalGroupDel(null, GROUP));
fs.writeFileSync(process.argv[2], results.join(''));
