; The Windows installer, by Inno Setup 6.3 or newer. packaging/windows_installer.py gives it:
;   Version    of the program
;   Bundle     the folder with the bundle
;   Icons      the folder with storno-desktop.ico
; For one person without an administrator, or for everybody with one. What a person chose and kept stays on removal.

#ifndef Version
  #error Start this through packaging/build.py, which says what to pack.
#endif
#define Name "Storno Desktop"
#define Program "Storno Desktop.exe"

[Setup]
AppId={{5C6E2C1B-9B0C-4C5E-8B3B-2F7D6A0E4D11}
AppName={#Name}
AppVersion={#Version}
AppPublisher=Storno Desktop project
AppPublisherURL=https://storno.ro
DefaultDirName={autopf}\{#Name}
DefaultGroupName={#Name}
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile={#Bundle}\LICENSE.txt
SetupIconFile={#Icons}\storno-desktop.ico
UninstallDisplayIcon={app}\{#Program}
OutputBaseFilename=storno-desktop-{#Version}-windows-setup
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
CloseApplications=yes
ChangesAssociations=yes

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"
; Inno Setup brings no Romanian; its own unofficial translation goes beside this file as Romanian.isl.
#if FileExists(SourcePath + "Romanian.isl")
Name: "romanian"; MessagesFile: "Romanian.isl"
#endif

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"; Flags: unchecked

[InstallDelete]
; A library of an older version must not stay beside the new ones.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion
Source: "..\policy.example.toml"; DestDir: "{app}"

[Icons]
Name: "{group}\{#Name}"; Filename: "{app}\{#Program}"
Name: "{autodesktop}\{#Name}"; Filename: "{app}\{#Program}"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Classes\.storno-request"; ValueType: string; ValueName: "Content Type"; ValueData: "application/vnd.storno-desktop.request+json"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\.storno-request"; ValueType: string; ValueName: ""; ValueData: "StornoDesktop.Request"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\StornoDesktop.Request"; ValueType: string; ValueName: ""; ValueData: "{#Name} request"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\StornoDesktop.Request\shell\open\command"; ValueType: string; ValueName: ""; ValueData: """{app}\{#Program}"" ""%1"""; Flags: uninsdeletekey

[Run]
Filename: "{app}\{#Program}"; Description: "{cm:LaunchProgram,{#Name}}"; Flags: nowait postinstall skipifsilent
