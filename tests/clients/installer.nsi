; An installer that makes a user and a group for a service, and takes them back with /uninstall. It writes what each function
; returned to results.txt beside it.
;
; Copyright 2026 the netapi32 for Wine authors
; SPDX-License-Identifier: LGPL-2.1-or-later

Unicode true
Target ${TARGET}
OutFile "${OUTPUT}"
SilentInstall silent
RequestExecutionLevel admin

!include FileFunc.nsh
!include LogicLib.nsh

!define USER "nsis service"
!define GROUP "nsis readers"

; USER_INFO_1 has a pointer behind a number
!if ${TARGET} == amd64-unicode
    !define PAD ", i 0"
!else
    !define PAD ""
!endif

!macro Report WHAT
    FileWrite $9 "${WHAT} $0$\r$\n"
!macroend

Section
    FileOpen $9 "$EXEDIR\results.txt" w
    ${GetParameters} $8
    ${GetOptions} $8 "/uninstall" $7
    ${IfNot} ${Errors}
        System::Call 'netapi32::NetUserDel(p 0, w "${USER}") i .r0'
        !insertmacro Report NetUserDel
        System::Call 'netapi32::NetLocalGroupDel(p 0, w "${GROUP}") i .r0'
        !insertmacro Report NetLocalGroupDel
    ${Else}
        System::Call '*(w "${USER}", w "Long-Pa55word-1", i 0, i 1, w "", w "made by an installer", i 0x10201${PAD}, w "") p .r1'
        System::Call 'netapi32::NetUserAdd(p 0, i 1, p r1, p 0) i .r0'
        System::Free $1
        !insertmacro Report NetUserAdd
        System::Call '*(w "${GROUP}", w "may read") p .r1'
        System::Call 'netapi32::NetLocalGroupAdd(p 0, i 1, p r1, p 0) i .r0'
        System::Free $1
        !insertmacro Report NetLocalGroupAdd
        System::Call '*(w "${USER}") p .r1'
        System::Call 'netapi32::NetLocalGroupAddMembers(p 0, w "${GROUP}", i 3, p r1, i 1) i .r0'
        !insertmacro Report NetLocalGroupAddMembers
        System::Call 'netapi32::NetLocalGroupAddMembers(p 0, w "${GROUP}", i 3, p r1, i 1) i .r0'
        System::Free $1
        !insertmacro Report again
        System::Call 'netapi32::NetUserGetInfo(p 0, w "${USER}", i 1, *p .r1) i .r0'
        !insertmacro Report NetUserGetInfo
        ${If} $0 == 0
            System::Call '*$1(w, w, i, i, w, w .r2)'
            FileWrite $9 "comment $2$\r$\n"
        ${EndIf}
        System::Call 'netapi32::NetApiBufferFree(p r1) i .r0'
        !insertmacro Report NetApiBufferFree
    ${EndIf}
    FileClose $9
SectionEnd
