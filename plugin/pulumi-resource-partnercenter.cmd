@echo off
node "%~dp0server.cjs" %*
