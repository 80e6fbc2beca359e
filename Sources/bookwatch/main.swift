import BookwatchApp

BookwatchCommand.main()
